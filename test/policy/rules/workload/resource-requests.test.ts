import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { resourceRequests } from "../../../../policy/rules/workload/resource-requests.ts";
import { deployment } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(resourceRequests, deployment, [
  ["a limit is the request too", { "container.resources.requests": undefined }],
  [
    "neither requests nor limits",
    { "container.resources": undefined },
    [
      'Deployment shop/web: container "app" does not set resources.requests.cpu; allowed: a quantity above 0',
      'Deployment shop/web: container "app" does not set resources.requests.memory; allowed: a quantity above 0',
    ],
  ],
  [
    "a request of zero",
    { "container.resources.requests.cpu": "0m" },
    'Deployment shop/web: container "app" sets resources.requests.cpu to "0m"; allowed: a quantity above 0',
  ],
  ["requests of the pod", { "container.resources": undefined, "pod.resources.requests": { cpu: "1", memory: "1Gi" } }],
  [
    "unknown requests",
    { "container.resources.requests": UNKNOWN },
    [
      'unknown: Deployment shop/web: container "app": spec.template.spec.containers[0].resources.requests.cpu is not known before deployment; allowed: a quantity above 0',
      'unknown: Deployment shop/web: container "app": spec.template.spec.containers[0].resources.requests.memory is not known before deployment; allowed: a quantity above 0',
    ],
  ],
]);
