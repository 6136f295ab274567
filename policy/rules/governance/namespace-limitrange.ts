import { FROM_STAGING } from "../../lib/levels.ts";
import { judgeNamespaces, LIMIT_RANGE } from "../../lib/namespaces.ts";
import type { WorldRule } from "../../lib/rule.ts";

export const namespaceLimitrange: WorldRule = {
  name: "namespace-limitrange",
  title: "Every namespace has default limits",
  description:
    "Every Namespace of the program must have a LimitRange that gives containers a limit of CPU and memory, by default or max and no more than a machine has: without one a pod that states no limits has none. Namespaces that others create are not seen.",
  severity: "low",
  level: FROM_STAGING,
  controls: ["S-51", "PCI-DSS 2.2.1", "NSA-CISA resource policies", "SOC2 A1.1", "ISO27001 A.8.6"],
  remediation: "Add a LimitRange of type Container with default.cpu and default.memory to the namespace.",
  scope: "world",
  appliesTo: (world) => world.byKind("Namespace", "").length > 0,
  check: (world) => judgeNamespaces(world, LIMIT_RANGE),
};
