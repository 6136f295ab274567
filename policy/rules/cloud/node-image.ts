import { ofDefaultPool } from "../../lib/cloud/defaultPool.ts";
import { demanding, must, mustEqual, exempt, when } from "../../lib/cloud/settings.ts";
import { TYPES } from "../../lib/cloud/types.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { text } from "../../lib/plain.ts";
import type { ResourceRule } from "../../lib/rule.ts";

const COS = must("nodeConfig.imageType", (type) => text(type)?.toUpperCase() === "COS_CONTAINERD", `"COS_CONTAINERD"`);
const AKS_IMAGES = ["AzureLinux3", "Ubuntu", "Ubuntu2204", "Ubuntu2404"];

export const nodeImage: ResourceRule = {
  name: "node-image",
  title: "Nodes run an image made for containers",
  description:
    "EKS node groups must use Bottlerocket or Amazon Linux 2023, GKE Container-Optimized OS with containerd, AKS Azure Linux 3 or Ubuntu 22.04 or later: small images that the cloud patches. Images of your own may be as good; say so in a waiver, for nobody sees from here who patches them.",
  severity: "medium",
  level: FROM_STAGING,
  controls: [
    "CIS-GKE 5.5.1",
    "NSA-CISA upgrading and application security practices",
    "PCI-DSS 2.2.1",
    "SOC2 CC7.1",
    "ISO27001 A.8.9",
  ],
  remediation: "Set amiType: BOTTLEROCKET_x86_64, imageType: COS_CONTAINERD or osSKU: AzureLinux3.",
  ...demanding({
    [TYPES.eksNodeGroup]: [
      must("amiType", (type) => /^(BOTTLEROCKET|AL2023)_/.test(text(type) ?? ""), "BOTTLEROCKET_… or AL2023_…"),
    ],
    [TYPES.gkeNodePool]: [COS],
    [TYPES.gkeCluster]: [ofDefaultPool(COS)],
    [TYPES.aksCluster]: [mustEqual("agentPoolProfiles[].osSKU", ...AKS_IMAGES)],
    [TYPES.aksPool]: [exempt(mustEqual("osSKU", ...AKS_IMAGES), when("osType", "Windows"))],
  }),
};
