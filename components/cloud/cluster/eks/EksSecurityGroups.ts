import { ComponentResource, type ComponentResourceOptions, type Input, type Output } from "@pulumi/pulumi";
import { SecurityGroup } from "@pulumi/aws/ec2/securityGroup.js";
import { SecurityGroupEgressRule, type SecurityGroupEgressRuleArgs } from "@pulumi/aws/vpc/securityGroupEgressRule.js";
import { SecurityGroupIngressRule } from "@pulumi/aws/vpc/securityGroupIngressRule.js";
import { childName, typeToken } from "../../../shared/names.ts";
import type { EksParts } from "./parts.ts";
import { securityGroupRules, type SecurityGroupName, type SecurityGroupRule } from "./securityGroups.ts";

const DESCRIPTIONS: Readonly<Record<SecurityGroupName, string>> = {
  controlPlane: "Interfaces of the API server",
  node: "Nodes and pods",
  accessHost: "Host that deployers reach the API server by",
};

/** The cluster's security groups. Each rule is a resource of its own: one that goes does not take the others with it. */
export class EksSecurityGroups extends ComponentResource {
  readonly ids: Readonly<Record<SecurityGroupName, Output<string>>>;

  constructor(name: string, args: { readonly parts: EksParts; readonly vpcId: Input<string> }, opts: ComponentResourceOptions) {
    super(typeToken("cluster", "EksSecurityGroups"), name, {}, opts);
    const { parts, vpcId } = args;
    const group = (role: SecurityGroupName): Output<string> =>
      new SecurityGroup(
        childName(name, role),
        {
          vpcId,
          description: DESCRIPTIONS[role],
          tags: { ...parts.tags("internal"), Name: childName(parts.names.cluster, role) },
        },
        { parent: this },
      ).id;
    this.ids = { controlPlane: group("controlPlane"), node: group("node"), accessHost: group("accessHost") };
    for (const rule of securityGroupRules(parts.config)) createRule(this, name, rule);
    this.registerOutputs({});
  }
}

function createRule(parent: EksSecurityGroups, name: string, rule: SecurityGroupRule): void {
  const { group, direction, peer, tcp, why } = rule;
  const other = "cidr" in peer ? peer.cidr : peer.group;
  const args: SecurityGroupEgressRuleArgs = {
    securityGroupId: parent.ids[group],
    description: why,
    ...("cidr" in peer ? { cidrIpv4: peer.cidr } : { referencedSecurityGroupId: parent.ids[peer.group] }),
    ...(tcp === undefined ? { ipProtocol: "-1" } : { ipProtocol: "tcp", fromPort: tcp[0], toPort: tcp[1] }),
  };
  const role = childName(name, `${group}-${direction}-${other}-${tcp === undefined ? "all" : tcp[0]}`);
  if (direction === "ingress") new SecurityGroupIngressRule(role, args, { parent });
  else new SecurityGroupEgressRule(role, args, { parent });
}
