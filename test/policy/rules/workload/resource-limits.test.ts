import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { resourceLimits } from "../../../../policy/rules/workload/resource-limits.ts";
import { deployment } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(resourceLimits, deployment, [
  [
    "no limits",
    { "container.resources.limits": undefined },
    [
      'Deployment shop/web: container "app" does not set resources.limits.cpu; allowed: a quantity above 0',
      'Deployment shop/web: container "app" does not set resources.limits.memory; allowed: a quantity above 0',
    ],
  ],
  [
    "no CPU limit",
    { "container.resources.limits.cpu": undefined },
    'Deployment shop/web: container "app" does not set resources.limits.cpu; allowed: a quantity above 0',
  ],
  [
    "no memory limit in an init container",
    { "init.resources.limits.memory": undefined },
    'Deployment shop/web: init container "prepare" does not set resources.limits.memory; allowed: a quantity above 0',
  ],
  ["an ephemeral container cannot have one", { "pod.ephemeralContainers[0]": { name: "debug", image: "busybox" } }],
  [
    "unknown",
    { "container.resources.limits": UNKNOWN },
    [
      'unknown: Deployment shop/web: container "app": spec.template.spec.containers[0].resources.limits.cpu is not known before deployment; allowed: a quantity above 0',
      'unknown: Deployment shop/web: container "app": spec.template.spec.containers[0].resources.limits.memory is not known before deployment; allowed: a quantity above 0',
    ],
  ],
]);
