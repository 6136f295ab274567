import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { nodePublicAddress } from "../../../../policy/rules/cloud/node-public-address.ts";
import { aksCluster, aksPool, ec2Instance, gkeCluster, gkeNodePool, launchTemplate, subnet } from "../../fixtures/cloud.ts";
import { cloudCases } from "./cloudCases.ts";

cloudCases(nodePublicAddress, ec2Instance, [
  ["an address", { associatePublicIpAddress: true }, "main sets associatePublicIpAddress to true; allowed: not true"],
]);

cloudCases(nodePublicAddress, launchTemplate, [
  ["not said", { "networkInterfaces[0].associatePublicIpAddress": undefined }],
  [
    "an address",
    { "networkInterfaces[0].associatePublicIpAddress": "true" },
    'main sets networkInterfaces[0].associatePublicIpAddress to "true"; allowed: false',
  ],
]);

cloudCases(nodePublicAddress, subnet, [
  ["addresses for all", { mapPublicIpOnLaunch: true }, "main sets mapPublicIpOnLaunch to true; allowed: not true"],
  [
    "unknown",
    { mapPublicIpOnLaunch: UNKNOWN },
    "unknown: main: mapPublicIpOnLaunch is not known before deployment; allowed: not true",
  ],
]);

cloudCases(nodePublicAddress, gkeCluster, [
  [
    "not set",
    { "privateClusterConfig.enablePrivateNodes": undefined },
    "main does not set privateClusterConfig.enablePrivateNodes; allowed: true",
  ],
]);

cloudCases(nodePublicAddress, gkeNodePool, [
  [
    "public",
    { "networkConfig.enablePrivateNodes": false },
    "main sets networkConfig.enablePrivateNodes to false; allowed: not false",
  ],
]);

cloudCases(nodePublicAddress, aksCluster, [
  [
    "public",
    { "agentPoolProfiles[0].enableNodePublicIP": true },
    "main sets agentPoolProfiles[0].enableNodePublicIP to true; allowed: not true",
  ],
]);

cloudCases(nodePublicAddress, aksPool, [
  ["public", { enableNodePublicIP: true }, "main sets enableNodePublicIP to true; allowed: not true"],
]);
