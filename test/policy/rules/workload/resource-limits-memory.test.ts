import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { resourceLimitsMemory } from "../../../../policy/rules/workload/resource-limits-memory.ts";
import { deployment } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(resourceLimitsMemory, deployment, [
  [
    "not set",
    { "container.resources.limits.memory": undefined },
    'Deployment shop/web: container "app" does not set resources.limits.memory; allowed: a quantity above 0',
  ],
  [
    "no resources in an init container",
    { "init.resources": undefined },
    'Deployment shop/web: init container "prepare" does not set resources.limits.memory; allowed: a quantity above 0',
  ],
  [
    "zero is no limit",
    { "container.resources.limits.memory": "0" },
    'Deployment shop/web: container "app" sets resources.limits.memory to "0"; allowed: a quantity above 0',
  ],
  [
    "text that is no quantity",
    { "container.resources.limits.memory": "lots" },
    'Deployment shop/web: container "app" sets resources.limits.memory to "lots"; allowed: a quantity above 0',
  ],
  ["set on the pod", { "container.resources.limits.memory": undefined, "pod.resources.limits.memory": "1Gi" }],
  ["an ephemeral container cannot have one", { "pod.ephemeralContainers[0]": { name: "debug", image: "busybox" } }],
  [
    "an unknown limit",
    { "container.resources.limits.memory": UNKNOWN },
    'unknown: Deployment shop/web: container "app": spec.template.spec.containers[0].resources.limits.memory is not known before deployment; allowed: a quantity above 0',
  ],
  [
    "more than a machine has",
    { "container.resources.limits.memory": "1Pi" },
    'Deployment shop/web: container "app" sets resources.limits.memory to "1Pi"; allowed: at most 32Ti',
  ],
  [
    "more than a machine has on the pod, for a container that sets nothing",
    { "container.resources.limits.memory": undefined, "pod.resources.limits.memory": "1Pi" },
    'Deployment shop/web: container "app" does not set resources.limits.memory; allowed: a quantity above 0',
  ],
]);
