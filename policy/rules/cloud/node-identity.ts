import { ofDefaultPool } from "../../lib/cloud/defaultPool.ts";
import { demanding, must } from "../../lib/cloud/settings.ts";
import { TYPES } from "../../lib/cloud/types.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { text } from "../../lib/plain.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import type { Plain } from "../../lib/verdict.ts";

const OWN = must("nodeConfig.serviceAccount", isDedicated, "a ServiceAccount of its own");

export const nodeIdentity: ResourceRule = {
  name: "node-identity",
  title: "GKE nodes have a ServiceAccount of their own",
  description:
    "nodeConfig.serviceAccount of a GKE node pool must be set: otherwise nodes run as the default account of Compute Engine, which many projects let edit everything. What the account may do is judged where it is bound (iam-admin-role).",
  severity: "high",
  level: FROM_STAGING,
  controls: ["CIS-GKE 5.2.1", "NSA-CISA authentication and authorization", "PCI-DSS 7.2.2", "SOC2 CC6.3", "ISO27001 A.5.18"],
  remediation:
    "Create a ServiceAccount with logWriter, metricWriter and artifact reader, and name it in nodeConfig.serviceAccount.",
  ...demanding({
    [TYPES.gkeNodePool]: [OWN],
    [TYPES.gkeCluster]: [ofDefaultPool(OWN)],
  }),
};

function isDedicated(account: Plain): boolean {
  return !["", "default"].includes(text(account) ?? "") && !/-compute@developer\./.test(text(account) ?? "");
}
