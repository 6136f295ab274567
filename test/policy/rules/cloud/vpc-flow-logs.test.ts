import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { vpcFlowLogs } from "../../../../policy/rules/cloud/vpc-flow-logs.ts";
import { flowLog, subnet, vpc } from "../../fixtures/cloud.ts";
import { NOT_APPLICABLE, worldCases } from "../cases.ts";
import { of } from "./cloudCases.ts";

worldCases(vpcFlowLogs, [
  ["a flow log of the VPC that is yet to be made", [of(vpc), of(flowLog, { vpcId: UNKNOWN })]],
  ["none", [of(vpc)], "aws:ec2/vpc:Vpc main has no flow log; allowed: one"],
  [
    "one for two",
    [of(vpc), of(vpc, {}, "other"), of(flowLog, { vpcId: UNKNOWN })],
    [
      "unknown: aws:ec2/vpc:Vpc main: vpcId of its flow log is not known before deployment; allowed: one",
      "unknown: aws:ec2/vpc:Vpc other: vpcId of its flow log is not known before deployment; allowed: one",
    ],
  ],
  ["no VPC", [of(subnet)], NOT_APPLICABLE],
]);
