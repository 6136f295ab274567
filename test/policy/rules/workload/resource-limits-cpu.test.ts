import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { resourceLimitsCpu } from "../../../../policy/rules/workload/resource-limits-cpu.ts";
import { deployment } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(resourceLimitsCpu, deployment, [
  [
    "not set",
    { "container.resources.limits.cpu": undefined },
    'Deployment shop/web: container "app" does not set resources.limits.cpu; allowed: a quantity above 0',
  ],
  [
    "no resources in an init container",
    { "init.resources": undefined },
    'Deployment shop/web: init container "prepare" does not set resources.limits.cpu; allowed: a quantity above 0',
  ],
  [
    "zero is no limit",
    { "container.resources.limits.cpu": "0" },
    'Deployment shop/web: container "app" sets resources.limits.cpu to "0"; allowed: a quantity above 0',
  ],
  [
    "text that is no quantity",
    { "container.resources.limits.cpu": "lots" },
    'Deployment shop/web: container "app" sets resources.limits.cpu to "lots"; allowed: a quantity above 0',
  ],
  ["set on the pod", { "container.resources.limits.cpu": undefined, "pod.resources.limits.cpu": "2" }],
  ["an ephemeral container cannot have one", { "pod.ephemeralContainers[0]": { name: "debug", image: "busybox" } }],
  [
    "an unknown limit",
    { "container.resources.limits.cpu": UNKNOWN },
    'unknown: Deployment shop/web: container "app": spec.template.spec.containers[0].resources.limits.cpu is not known before deployment; allowed: a quantity above 0',
  ],
  [
    "more than a machine has",
    { "container.resources.limits.cpu": "1M" },
    'Deployment shop/web: container "app" sets resources.limits.cpu to "1M"; allowed: at most 2048',
  ],
  [
    "more than a machine has on the pod, for a container that sets nothing",
    { "container.resources.limits.cpu": undefined, "pod.resources.limits.cpu": "1M" },
    'Deployment shop/web: container "app" does not set resources.limits.cpu; allowed: a quantity above 0',
  ],
]);
