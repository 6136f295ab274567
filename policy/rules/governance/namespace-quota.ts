import { FROM_STAGING } from "../../lib/levels.ts";
import { judgeNamespaces, RESOURCE_QUOTA } from "../../lib/namespaces.ts";
import type { WorldRule } from "../../lib/rule.ts";

export const namespaceQuota: WorldRule = {
  name: "namespace-quota",
  title: "Every namespace has a quota",
  description:
    "Every Namespace of the program must have ResourceQuotas that limit its pods, CPU and memory, for all pods (quotas with scopes limit some) and to less than a cluster holds: without them a single tenant, or a loop that creates pods, takes the cluster. Namespaces that others create are not seen.",
  severity: "low",
  level: FROM_STAGING,
  controls: ["S-51", "S-54", "PCI-DSS 2.2.1", "NSA-CISA resource policies", "SOC2 A1.1", "ISO27001 A.8.6"],
  remediation: "Add a ResourceQuota with pods, limits.cpu and limits.memory to the namespace.",
  scope: "world",
  appliesTo: (world) => world.byKind("Namespace", "").length > 0,
  check: (world) => judgeNamespaces(world, RESOURCE_QUOTA),
};
