import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { hostProbes } from "../../../../policy/rules/workload/host-probes.ts";
import { deployment } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(hostProbes, deployment, [
  [
    "a probe of another host",
    { "container.livenessProbe.httpGet.host": "169.254.169.254" },
    'Deployment shop/web: container "app" sets livenessProbe.httpGet.host to "169.254.169.254"; allowed: empty or not set',
  ],
  [
    "loopback is the node's",
    { "container.readinessProbe": { tcpSocket: { port: 80, host: "127.0.0.1" } } },
    'Deployment shop/web: container "app" sets readinessProbe.tcpSocket.host to "127.0.0.1"; allowed: empty or not set',
  ],
  [
    "a lifecycle hook",
    { "container.lifecycle.preStop.httpGet": { host: "example.com", port: 80 } },
    'Deployment shop/web: container "app" sets lifecycle.preStop.httpGet.host to "example.com"; allowed: empty or not set',
  ],
  [
    "a startup probe of an init container",
    { "init.startupProbe.httpGet": { host: "example.com", port: 80 } },
    'Deployment shop/web: init container "prepare" sets startupProbe.httpGet.host to "example.com"; allowed: empty or not set',
  ],
  ["an empty host", { "container.livenessProbe.httpGet.host": "" }],
  ["a Host header", { "container.livenessProbe.httpGet.httpHeaders": [{ name: "Host", value: "example.com" }] }],
  [
    "an unknown host",
    { "container.livenessProbe.httpGet.host": UNKNOWN },
    'unknown: Deployment shop/web: container "app": spec.template.spec.containers[0].livenessProbe.httpGet.host is not known before deployment; allowed: empty or not set',
  ],
  [
    "an unknown probe",
    { "container.livenessProbe": UNKNOWN },
    'unknown: Deployment shop/web: container "app": spec.template.spec.containers[0].livenessProbe is not known before deployment; allowed: no host',
  ],
]);
