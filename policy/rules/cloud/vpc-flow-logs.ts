import { judgeCompanions, hasCloudResource } from "../../lib/cloud/companions.ts";
import { TYPES } from "../../lib/cloud/types.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import type { WorldRule } from "../../lib/rule.ts";

export const vpcFlowLogs: WorldRule = {
  name: "vpc-flow-logs",
  title: "VPCs log their flows",
  description:
    "Every VPC of the program must have a flow log: after an incident it is the only record of which address talked to which. How long it is kept, its destination says.",
  severity: "low",
  level: FROM_STAGING,
  controls: ["NSA-CISA audit logging", "PCI-DSS 10.2.1", "SOC2 CC7.2", "ISO27001 A.8.15"],
  remediation: "Register aws.ec2.FlowLog with vpcId and trafficType ALL.",
  scope: "world",
  appliesTo: hasCloudResource(TYPES.vpc),
  check: (world) =>
    judgeCompanions(world, { owner: TYPES.vpc, name: "id", companion: TYPES.flowLog, link: "vpcId", wanted: "flow log" }),
};
