import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { nodeDiskEncryption } from "../../../../policy/rules/cloud/node-disk-encryption.ts";
import { aksCluster, aksPool, ec2Instance, launchTemplate } from "../../fixtures/cloud.ts";
import { cloudCases } from "./cloudCases.ts";

cloudCases(nodeDiskEncryption, launchTemplate, [
  [
    "in plain text",
    { "blockDeviceMappings[0].ebs.encrypted": "false" },
    'main sets blockDeviceMappings[0].ebs.encrypted to "false"; allowed: "true" or true',
  ],
  [
    "not said",
    { "blockDeviceMappings[0].ebs.encrypted": undefined },
    'main does not set blockDeviceMappings[0].ebs.encrypted; allowed: "true" or true',
  ],
  [
    "unknown",
    { "blockDeviceMappings[0].ebs.encrypted": UNKNOWN },
    'unknown: main: blockDeviceMappings[0].ebs.encrypted is not known before deployment; allowed: "true" or true',
  ],
]);

cloudCases(nodeDiskEncryption, ec2Instance, [
  ["the root disk", { rootBlockDevice: undefined }, "main does not set rootBlockDevice.encrypted; allowed: true"],
  ["a further disk", { "ebsBlockDevices[0].encrypted": false }, "main sets ebsBlockDevices[0].encrypted to false; allowed: true"],
]);

cloudCases(nodeDiskEncryption, aksCluster, [
  [
    "off",
    { "agentPoolProfiles[0].enableEncryptionAtHost": undefined },
    "main does not set agentPoolProfiles[0].enableEncryptionAtHost; allowed: true",
  ],
]);

cloudCases(nodeDiskEncryption, aksPool, [
  ["off", { enableEncryptionAtHost: false }, "main sets enableEncryptionAtHost to false; allowed: true"],
]);
