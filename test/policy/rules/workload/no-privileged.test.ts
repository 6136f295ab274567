import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { noPrivileged } from "../../../../policy/rules/workload/no-privileged.ts";
import { deployment } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(noPrivileged, deployment, [
  [
    "a privileged container",
    { "container.securityContext.privileged": true },
    'Deployment shop/web: container "app" sets securityContext.privileged to true; allowed: false or not set',
  ],
  [
    "a privileged init container",
    { "init.securityContext.privileged": true },
    'Deployment shop/web: init container "prepare" sets securityContext.privileged to true; allowed: false or not set',
  ],
  [
    "a privileged ephemeral container",
    { "pod.ephemeralContainers[0]": { name: "debug", image: "busybox", securityContext: { privileged: true } } },
    'Deployment shop/web: ephemeral container "debug" sets securityContext.privileged to true; allowed: false or not set',
  ],
  ["false", { "container.securityContext.privileged": false }],
  ["no security context at all", { "container.securityContext": undefined }],
  [
    "an unknown container, the other judged",
    { container: UNKNOWN },
    'unknown: Deployment shop/web: container "spec.template.spec.containers[0]": spec.template.spec.containers[0].securityContext.privileged is not known before deployment; allowed: false or not set',
  ],
  [
    "an unknown pod",
    { pod: UNKNOWN },
    'unknown: Deployment shop/web: container "spec.template.spec.containers": spec.template.spec.containers.securityContext.privileged is not known before deployment; allowed: false or not set',
  ],
]);
