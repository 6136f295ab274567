import { demanding, must, mustEqual, mustNotBe } from "../../lib/cloud/settings.ts";
import { TYPES } from "../../lib/cloud/types.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { absentOr } from "../../lib/subject.ts";

export const nodePublicAddress: ResourceRule = {
  name: "node-public-address",
  title: "Nodes have no public address",
  description:
    "Instances, launch templates, subnets, GKE node pools and AKS pools must not give public addresses: a kubelet or NodePort that can be reached from the internet needs one mistake less. Load balancers and NAT keep theirs. A route through a public subnet is not judged.",
  severity: "high",
  level: FROM_STAGING,
  controls: [
    "CIS-EKS 5.4.3",
    "CIS-GKE 5.6.5",
    "CIS-AKS 5.4.3",
    "NSA-CISA network separation",
    "PCI-DSS 1.4.4",
    "SOC2 CC6.6",
    "ISO27001 A.8.22",
  ],
  remediation:
    "Place nodes in private subnets behind NAT; leave mapPublicIpOnLaunch, associatePublicIpAddress and enableNodePublicIP off.",
  ...demanding({
    [TYPES.ec2Instance]: [mustNotBe("associatePublicIpAddress", true)],
    [TYPES.launchTemplate]: [must("networkInterfaces[].associatePublicIpAddress", absentOr(false, "false"), "false")],
    [TYPES.subnet]: [mustNotBe("mapPublicIpOnLaunch", true)],
    [TYPES.gkeCluster]: [mustEqual("privateClusterConfig.enablePrivateNodes", true)],
    [TYPES.gkeNodePool]: [mustNotBe("networkConfig.enablePrivateNodes", false)],
    [TYPES.aksCluster]: [mustNotBe("agentPoolProfiles[].enableNodePublicIP", true)],
    [TYPES.aksPool]: [mustNotBe("enableNodePublicIP", true)],
  }),
};
