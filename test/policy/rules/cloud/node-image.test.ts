import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { nodeImage } from "../../../../policy/rules/cloud/node-image.ts";
import { aksCluster, aksPool, eksNodeGroup, gkeCluster, gkeNodePool } from "../../fixtures/cloud.ts";
import { cloudCases } from "./cloudCases.ts";

cloudCases(nodeImage, eksNodeGroup, [
  ["Amazon Linux 2023", { amiType: "AL2023_ARM_64_STANDARD" }],
  ["Amazon Linux 2", { amiType: "AL2_x86_64" }, 'main sets amiType to "AL2_x86_64"; allowed: BOTTLEROCKET_… or AL2023_…'],
  ["an image of one's own", { amiType: "CUSTOM" }, 'main sets amiType to "CUSTOM"; allowed: BOTTLEROCKET_… or AL2023_…'],
  ["not set", { amiType: undefined }, "main does not set amiType; allowed: BOTTLEROCKET_… or AL2023_…"],
  ["unknown", { amiType: UNKNOWN }, "unknown: main: amiType is not known before deployment; allowed: BOTTLEROCKET_… or AL2023_…"],
]);

cloudCases(nodeImage, gkeNodePool, [
  ["in lower case", { "nodeConfig.imageType": "cos_containerd" }],
  [
    "Ubuntu",
    { "nodeConfig.imageType": "UBUNTU_CONTAINERD" },
    'main sets nodeConfig.imageType to "UBUNTU_CONTAINERD"; allowed: "COS_CONTAINERD"',
  ],
]);

cloudCases(nodeImage, gkeCluster, [
  [
    "in the default pool",
    { removeDefaultNodePool: false, "nodeConfig.imageType": undefined },
    'main does not set nodeConfig.imageType; allowed: "COS_CONTAINERD"',
  ],
]);

cloudCases(nodeImage, aksCluster, [
  [
    "a retired image",
    { "agentPoolProfiles[0].osSKU": "CBLMariner" },
    'main sets agentPoolProfiles[0].osSKU to "CBLMariner"; allowed: "AzureLinux3" or "Ubuntu" or "Ubuntu2204" or "Ubuntu2404"',
  ],
]);

cloudCases(nodeImage, aksPool, [
  [
    "a retired image",
    { osSKU: "AzureLinux" },
    'main sets osSKU to "AzureLinux"; allowed: "AzureLinux3" or "Ubuntu" or "Ubuntu2204" or "Ubuntu2404"',
  ],
  ["Windows", { osSKU: "Windows2022", osType: "Windows" }],
]);
