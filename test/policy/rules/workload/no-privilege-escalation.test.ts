import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { noPrivilegeEscalation } from "../../../../policy/rules/workload/no-privilege-escalation.ts";
import { deployment } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(noPrivilegeEscalation, deployment, [
  [
    "true",
    { "container.securityContext.allowPrivilegeEscalation": true },
    'Deployment shop/web: container "app" sets securityContext.allowPrivilegeEscalation to true; allowed: false',
  ],
  [
    "not set",
    { "container.securityContext.allowPrivilegeEscalation": undefined },
    'Deployment shop/web: container "app" does not set securityContext.allowPrivilegeEscalation; allowed: false',
  ],
  [
    "not set in an init container",
    { "init.securityContext": undefined },
    'Deployment shop/web: init container "prepare" does not set securityContext.allowPrivilegeEscalation; allowed: false',
  ],
  [
    "not set in an ephemeral container",
    { "pod.ephemeralContainers[0]": { name: "debug", image: "busybox", securityContext: {} } },
    'Deployment shop/web: ephemeral container "debug" does not set securityContext.allowPrivilegeEscalation; allowed: false',
  ],
  ["not set in a Windows pod", { "container.securityContext.allowPrivilegeEscalation": undefined, "pod.os.name": "windows" }],
  [
    "not set in a Linux pod",
    { "container.securityContext.allowPrivilegeEscalation": undefined, "pod.os.name": "linux" },
    'Deployment shop/web: container "app" does not set securityContext.allowPrivilegeEscalation; allowed: false',
  ],
  [
    "not set in a pod of an unknown system",
    { "container.securityContext.allowPrivilegeEscalation": undefined, "pod.os.name": UNKNOWN },
    'unknown: Deployment shop/web: container "app" does not set securityContext.allowPrivilegeEscalation; allowed: false; lifted if spec.template.spec.os.name turns out to exempt it, which is not known before deployment',
  ],
  [
    "an unknown value",
    { "container.securityContext.allowPrivilegeEscalation": UNKNOWN },
    'unknown: Deployment shop/web: container "app": spec.template.spec.containers[0].securityContext.allowPrivilegeEscalation is not known before deployment; allowed: false',
  ],
]);
