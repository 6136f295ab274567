import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { seccompRuntimeDefault } from "../../../../policy/rules/workload/seccomp-runtime-default.ts";
import { deployment } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(seccompRuntimeDefault, deployment, [
  [
    "set nowhere",
    { "pod.securityContext.seccompProfile": undefined },
    [
      'Deployment shop/web: container "app" does not set securityContext.seccompProfile.type, nor does its pod; allowed: RuntimeDefault or Localhost',
      'Deployment shop/web: init container "prepare" does not set securityContext.seccompProfile.type, nor does its pod; allowed: RuntimeDefault or Localhost',
    ],
  ],
  [
    "unfiltered on the pod",
    { "pod.securityContext.seccompProfile.type": "Unconfined" },
    'Deployment shop/web sets securityContext.seccompProfile.type to "Unconfined"; allowed: RuntimeDefault or Localhost',
  ],
  [
    "an empty profile of a container inherits nothing",
    { "container.securityContext.seccompProfile": {} },
    'Deployment shop/web: container "app" does not set securityContext.seccompProfile.type; allowed: RuntimeDefault or Localhost',
  ],
  [
    "a profile of the node in a container",
    { "container.securityContext.seccompProfile": { type: "Localhost", localhostProfile: "web.json" } },
  ],
  ["set nowhere in a Windows pod", { "pod.securityContext.seccompProfile": undefined, "pod.os.name": "windows" }],
  [
    "an unknown type",
    { "pod.securityContext.seccompProfile.type": UNKNOWN },
    "unknown: Deployment shop/web: spec.template.spec.securityContext.seccompProfile.type is not known before deployment; allowed: RuntimeDefault or Localhost",
  ],
]);
