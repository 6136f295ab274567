import { demanding, mustEqual } from "../../lib/cloud/settings.ts";
import { TYPES } from "../../lib/cloud/types.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import type { ResourceRule } from "../../lib/rule.ts";

export const nodeUpgrades: ResourceRule = {
  name: "node-upgrades",
  title: "Nodes repair and upgrade themselves",
  description:
    "GKE node pools must have auto-repair and auto-upgrade, AKS clusters a channel for node images: a node that nobody touches runs the kernel of the day it was made. EKS node groups follow their launch template or AMI release; renewing it is a deployment.",
  severity: "medium",
  level: FROM_STAGING,
  controls: [
    "CIS-GKE 5.5.2",
    "CIS-GKE 5.5.3",
    "NSA-CISA upgrading and application security practices",
    "PCI-DSS 6.3.3",
    "SOC2 CC7.1",
    "ISO27001 A.8.8",
  ],
  remediation: "Set management {autoRepair, autoUpgrade} (GKE), or autoUpgradeProfile.nodeOSUpgradeChannel: NodeImage (AKS).",
  ...demanding({
    [TYPES.gkeNodePool]: [mustEqual("management.autoRepair", true), mustEqual("management.autoUpgrade", true)],
    [TYPES.aksCluster]: [mustEqual("autoUpgradeProfile.nodeOSUpgradeChannel", "NodeImage", "SecurityPatch")],
  }),
};
