import { demanding, mustEqual } from "../../lib/cloud/settings.ts";
import { TYPES } from "../../lib/cloud/types.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import type { ResourceRule } from "../../lib/rule.ts";

export const nodeDiskEncryption: ResourceRule = {
  name: "node-disk-encryption",
  title: "Disks of nodes are encrypted",
  description:
    "Block devices of launch templates and instances must be encrypted, AKS pools encrypted at the host: emptyDir, container logs and pulled images lie on them. Google encrypts every disk. The default encryption of an AWS account covers what says nothing, which cannot be seen from here.",
  severity: "medium",
  level: FROM_STAGING,
  controls: ["NSA-CISA hardening container environments", "PCI-DSS 3.5.1", "SOC2 CC6.1", "ISO27001 A.8.24"],
  remediation:
    'Set ebs.encrypted: "true" (launch template), rootBlockDevice.encrypted: true (instance) or enableEncryptionAtHost: true (AKS).',
  ...demanding({
    [TYPES.launchTemplate]: [mustEqual("blockDeviceMappings[].ebs.encrypted", "true", true)],
    [TYPES.ec2Instance]: [mustEqual("rootBlockDevice.encrypted", true), mustEqual("ebsBlockDevices[].encrypted", true)],
    [TYPES.aksCluster]: [mustEqual("agentPoolProfiles[].enableEncryptionAtHost", true)],
    [TYPES.aksPool]: [mustEqual("enableEncryptionAtHost", true)],
  }),
};
