import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { resourceLimitsEphemeral } from "../../../../policy/rules/workload/resource-limits-ephemeral.ts";
import { deployment } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(resourceLimitsEphemeral, deployment, [
  [
    "not set",
    { 'container.resources.limits["ephemeral-storage"]': undefined },
    'Deployment shop/web: container "app" does not set resources.limits.ephemeral-storage; allowed: a quantity above 0',
  ],
  [
    "no resources in an init container",
    { "init.resources": undefined },
    'Deployment shop/web: init container "prepare" does not set resources.limits.ephemeral-storage; allowed: a quantity above 0',
  ],
  [
    "zero is no limit",
    { 'container.resources.limits["ephemeral-storage"]': "0" },
    'Deployment shop/web: container "app" sets resources.limits.ephemeral-storage to "0"; allowed: a quantity above 0',
  ],
  [
    "text that is no quantity",
    { 'container.resources.limits["ephemeral-storage"]': "lots" },
    'Deployment shop/web: container "app" sets resources.limits.ephemeral-storage to "lots"; allowed: a quantity above 0',
  ],
  [
    "set on the pod",
    { 'container.resources.limits["ephemeral-storage"]': undefined, 'pod.resources.limits["ephemeral-storage"]': "1Gi" },
  ],
  ["an ephemeral container cannot have one", { "pod.ephemeralContainers[0]": { name: "debug", image: "busybox" } }],
  [
    "an unknown limit",
    { 'container.resources.limits["ephemeral-storage"]': UNKNOWN },
    'unknown: Deployment shop/web: container "app": spec.template.spec.containers[0].resources.limits.ephemeral-storage is not known before deployment; allowed: a quantity above 0',
  ],
  [
    "more than a machine has",
    { 'container.resources.limits["ephemeral-storage"]': "1Ei" },
    'Deployment shop/web: container "app" sets resources.limits.ephemeral-storage to "1Ei"; allowed: at most 128Ti',
  ],
]);
