import { ofDefaultPool } from "../../lib/cloud/defaultPool.ts";
import { demanding, mustEqual, mustNotBe } from "../../lib/cloud/settings.ts";
import { TYPES } from "../../lib/cloud/types.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import type { ResourceRule } from "../../lib/rule.ts";

const SHIELDED = [
  mustEqual("nodeConfig.shieldedInstanceConfig.enableSecureBoot", true),
  // On unless it is switched off.
  mustNotBe("nodeConfig.shieldedInstanceConfig.enableIntegrityMonitoring", false),
];

export const nodeIntegrity: ResourceRule = {
  name: "node-integrity",
  title: "Nodes prove what they booted",
  description:
    "GKE node pools must have secure boot and integrity monitoring, GKE clusters shielded nodes, AKS pools secure boot and a virtual TPM: otherwise a changed kernel or boot loader stays unnoticed. Node images with drivers that are not signed do not start then. EKS has no such field; Bottlerocket verifies its root file system by itself.",
  severity: "medium",
  level: FROM_STAGING,
  controls: ["CIS-GKE 5.5.5", "CIS-GKE 5.5.6", "CIS-GKE 5.5.7", "PCI-DSS 2.2.1", "SOC2 CC6.8", "ISO27001 A.8.9"],
  remediation: "Set shieldedInstanceConfig (GKE), or securityProfile {enableSecureBoot, enableVTPM} (AKS).",
  ...demanding({
    [TYPES.gkeNodePool]: SHIELDED,
    [TYPES.gkeCluster]: [mustNotBe("enableShieldedNodes", false), ...SHIELDED.map(ofDefaultPool)],
    [TYPES.aksCluster]: [
      mustEqual("agentPoolProfiles[].securityProfile.enableSecureBoot", true),
      mustEqual("agentPoolProfiles[].securityProfile.enableVTPM", true),
    ],
    [TYPES.aksPool]: [mustEqual("securityProfile.enableSecureBoot", true), mustEqual("securityProfile.enableVTPM", true)],
  }),
};
