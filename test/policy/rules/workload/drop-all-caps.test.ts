import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { dropAllCaps } from "../../../../policy/rules/workload/drop-all-caps.ts";
import { deployment } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(dropAllCaps, deployment, [
  [
    "nothing dropped",
    { "container.securityContext.capabilities": undefined },
    'Deployment shop/web: container "app" does not set securityContext.capabilities.drop; allowed: ["ALL"]',
  ],
  [
    "one dropped",
    { "container.securityContext.capabilities.drop": ["NET_RAW"] },
    'Deployment shop/web: container "app" sets securityContext.capabilities.drop to ["NET_RAW"]; allowed: ["ALL"]',
  ],
  [
    "all in lower case",
    { "container.securityContext.capabilities.drop": ["all"] },
    'Deployment shop/web: container "app" sets securityContext.capabilities.drop to ["all"]; allowed: ["ALL"]',
  ],
  ["all dropped, one port capability added", { "container.securityContext.capabilities.add": ["NET_BIND_SERVICE"] }],
  [
    "another one added",
    { "init.securityContext.capabilities.add": ["CHOWN"] },
    'Deployment shop/web: init container "prepare" sets securityContext.capabilities.add[0] to "CHOWN"; allowed: NET_BIND_SERVICE',
  ],
  ["nothing dropped in a Windows pod", { "container.securityContext.capabilities": undefined, "pod.os.name": "windows" }],
  [
    "an unknown list",
    { "container.securityContext.capabilities.drop": UNKNOWN },
    'unknown: Deployment shop/web: container "app": spec.template.spec.containers[0].securityContext.capabilities.drop is not known before deployment; allowed: ["ALL"]',
  ],
  ["ALL beside an unknown one", { "container.securityContext.capabilities.drop": ["ALL", UNKNOWN] }],
]);
