import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { hostPorts } from "../../../../policy/rules/workload/host-ports.ts";
import { deployment } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(hostPorts, deployment, [
  [
    "a host port",
    { "container.ports[0].hostPort": 8080 },
    'Deployment shop/web: container "app" sets ports[0].hostPort to 8080; allowed: 0 or not set',
  ],
  [
    "a host port of an init container",
    { "init.ports[0]": { containerPort: 1, hostPort: 1 } },
    'Deployment shop/web: init container "prepare" sets ports[0].hostPort to 1; allowed: 0 or not set',
  ],
  ["host port 0", { "container.ports[0].hostPort": 0 }],
  ["a container port of the same number", { "container.ports[0].containerPort": 80 }],
  [
    "an unknown host port",
    { "container.ports[0].hostPort": UNKNOWN },
    'unknown: Deployment shop/web: container "app": spec.template.spec.containers[0].ports[0].hostPort is not known before deployment; allowed: 0 or not set',
  ],
]);
