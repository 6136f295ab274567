import { FROM_STAGING } from "../../lib/levels.ts";
import { judgeNamespaces } from "../../lib/namespaces.ts";
import type { WorldRule } from "../../lib/rule.ts";

export const namespaceQuota: WorldRule = {
  name: "namespace-quota",
  title: "Every namespace has a quota",
  description:
    "Every Namespace of the program must have a ResourceQuota: without one a single tenant, or a loop that creates pods, takes the cluster. Namespaces that others create are not seen, and what the ResourceQuota allows is not judged.",
  severity: "low",
  level: FROM_STAGING,
  controls: ["S-51", "S-54", "PCI-DSS 2.2.1", "NSA-CISA resource policies", "SOC2 A1.1", "ISO27001 A.8.6"],
  remediation: "Add a ResourceQuota to the namespace.",
  scope: "world",
  appliesTo: (world) => world.byKind("Namespace", "").length > 0,
  check: (world) => judgeNamespaces(world, "ResourceQuota"),
};
