import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { seccompNotUnconfined } from "../../../../policy/rules/workload/seccomp-not-unconfined.ts";
import { deployment } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(seccompNotUnconfined, deployment, [
  [
    "unfiltered on the pod",
    { "pod.securityContext.seccompProfile.type": "Unconfined" },
    'Deployment shop/web sets securityContext.seccompProfile.type to "Unconfined"; allowed: RuntimeDefault, Localhost or not set',
  ],
  [
    "unfiltered in a container",
    { "container.securityContext.seccompProfile.type": "Unconfined" },
    'Deployment shop/web: container "app" sets securityContext.seccompProfile.type to "Unconfined"; allowed: RuntimeDefault, Localhost or not set',
  ],
  ["not set", { "pod.securityContext.seccompProfile": undefined }],
  ["a profile of the node", { "container.securityContext.seccompProfile": { type: "Localhost", localhostProfile: "web.json" } }],
  [
    "an unknown type",
    { "container.securityContext.seccompProfile.type": UNKNOWN },
    'unknown: Deployment shop/web: container "app": spec.template.spec.containers[0].securityContext.seccompProfile.type is not known before deployment; allowed: RuntimeDefault, Localhost or not set',
  ],
]);
