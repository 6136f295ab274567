import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { procMount } from "../../../../policy/rules/workload/proc-mount.ts";
import { deployment } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(procMount, deployment, [
  [
    "an unmasked /proc",
    { "container.securityContext.procMount": "Unmasked" },
    'Deployment shop/web: container "app" sets securityContext.procMount to "Unmasked"; allowed: Default or not set',
  ],
  [
    "an unmasked /proc in a user namespace",
    { "container.securityContext.procMount": "Unmasked", "pod.hostUsers": false },
    'Deployment shop/web: container "app" sets securityContext.procMount to "Unmasked"; allowed: Default or not set',
  ],
  ["Default", { "container.securityContext.procMount": "Default" }],
  [
    "an unknown value",
    { "init.securityContext.procMount": UNKNOWN },
    'unknown: Deployment shop/web: init container "prepare": spec.template.spec.initContainers[0].securityContext.procMount is not known before deployment; allowed: Default or not set',
  ],
]);

cases(
  procMount,
  deployment,
  [
    [
      "baseline: an unmasked /proc in a user namespace",
      { "container.securityContext.procMount": "Unmasked", "pod.hostUsers": false },
    ],
    [
      "baseline: an unmasked /proc without a user namespace",
      { "container.securityContext.procMount": "Unmasked" },
      'Deployment shop/web: container "app" sets securityContext.procMount to "Unmasked"; allowed: Default or not set',
    ],
    [
      "baseline: an unknown user namespace",
      { "container.securityContext.procMount": "Unmasked", "pod.hostUsers": UNKNOWN },
      'unknown: Deployment shop/web: container "app" sets securityContext.procMount to "Unmasked"; allowed: Default or not set; lifted if spec.template.spec.hostUsers turns out to exempt it, which is not known before deployment',
    ],
  ],
  { unmaskedInUserNamespace: true },
);
