import { ComponentResource, type ComponentResourceOptions, type Input, type Output, type Resource } from "@pulumi/pulumi";
import { LogGroup } from "@pulumi/aws/cloudwatch/logGroup.js";
import { FlowLog } from "@pulumi/aws/ec2/flowLog.js";
import { Role } from "@pulumi/aws/iam/role.js";
import { RolePolicy } from "@pulumi/aws/iam/rolePolicy.js";
import { childName, typeToken } from "../../../shared/names.ts";
import { flowLogRights, serviceTrust } from "./documents.ts";
import type { EksParts } from "./parts.ts";
import { logRetention } from "./retention.ts";

export interface EksLogsArgs {
  readonly parts: EksParts;
  readonly keyArn: Output<string>;
  /** VPC whose traffic is logged; undefined where somebody else's is, with its own flow logs. */
  readonly vpcId: Input<string> | undefined;
}

/** Logs of the control plane and of the network, kept under the cluster's own key. */
export class EksLogs extends ComponentResource {
  readonly controlPlane: Resource;

  constructor(name: string, { parts, keyArn, vpcId }: EksLogsArgs, opts: ComponentResourceOptions) {
    super(typeToken("cluster", "EksLogs"), name, {}, opts);
    // EKS would make it by itself: without a key and without an end.
    this.controlPlane = createGroup(childName(name, "control-plane"), parts.names.clusterLogs, { parts, keyArn, parent: this });
    if (vpcId !== undefined) {
      const group = createGroup(childName(name, "flow"), parts.names.flowLogs, { parts, keyArn, parent: this });
      createFlowLog(name, { parts, vpcId, group, parent: this });
    }
    this.registerOutputs({ groups: [parts.names.clusterLogs, ...(vpcId === undefined ? [] : [parts.names.flowLogs])] });
  }
}

interface GroupPlace {
  readonly parts: EksParts;
  readonly keyArn: Output<string>;
  readonly parent: EksLogs;
}

function createGroup(name: string, group: string, { parts, keyArn, parent }: GroupPlace): LogGroup {
  const retentionInDays = logRetention(parts.controls.clusterLogDays);
  const protect = parts.controls.protectStateful;
  return new LogGroup(
    name,
    { name: group, kmsKeyId: keyArn, retentionInDays, tags: parts.tags("audit") },
    { parent, protect, retainOnDelete: protect },
  );
}

interface FlowLogPlace {
  readonly parts: EksParts;
  readonly vpcId: Input<string>;
  readonly group: LogGroup;
  readonly parent: EksLogs;
}

function createFlowLog(name: string, { parts, vpcId, group, parent }: FlowLogPlace): void {
  const { cloud, names, tags } = parts;
  const role = new Role(
    childName(name, "flow-role"),
    {
      name: names.role("flow-logs"),
      assumeRolePolicy: serviceTrust("vpc-flow-logs.amazonaws.com", cloud),
      tags: tags("internal"),
    },
    { parent },
  );
  const policy = { name: names.role("flow-logs"), role: names.role("flow-logs"), policy: flowLogRights(cloud, names) };
  const rights = new RolePolicy(childName(name, "flow-rights"), policy, { parent, dependsOn: [role] });
  new FlowLog(
    childName(name, "flow-log"),
    {
      vpcId,
      trafficType: "ALL",
      logDestinationType: "cloud-watch-logs",
      logDestination: group.arn,
      iamRoleArn: names.roleArn("flow-logs"),
      maxAggregationInterval: 60,
      tags: tags("audit"),
    },
    { parent, dependsOn: [rights] },
  );
}
