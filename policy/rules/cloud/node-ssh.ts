import { demanding, must, mustEqual } from "../../lib/cloud/settings.ts";
import { TYPES } from "../../lib/cloud/types.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { isAbsent } from "../../lib/plain.ts";
import type { ResourceRule } from "../../lib/rule.ts";

export const nodeSsh: ResourceRule = {
  name: "node-ssh",
  title: "Nobody logs in to nodes over SSH",
  description:
    "EKS node groups must not set remoteAccess, instances and launch templates no keyName, AKS pools must disable SSH: a shared key names nobody and outlives the people who know it. Sessions of the cloud's own agents (SSM, IAP) are not judged.",
  severity: "medium",
  level: FROM_STAGING,
  controls: ["PCI-DSS 8.2.2", "SOC2 CC6.1", "ISO27001 A.5.16", "NSA-CISA authentication and authorization"],
  remediation: "Remove remoteAccess and keyName; set securityProfile.sshAccess: Disabled on AKS.",
  ...demanding({
    [TYPES.eksNodeGroup]: [must("remoteAccess", isAbsent, "not set")],
    [TYPES.ec2Instance]: [must("keyName", isAbsent, "not set")],
    [TYPES.launchTemplate]: [must("keyName", isAbsent, "not set")],
    [TYPES.aksCluster]: [mustEqual("agentPoolProfiles[].securityProfile.sshAccess", "Disabled")],
    [TYPES.aksPool]: [mustEqual("securityProfile.sshAccess", "Disabled")],
  }),
};
