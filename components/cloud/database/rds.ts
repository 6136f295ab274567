import type { Output, Resource } from "@pulumi/pulumi";
import { SecurityGroup } from "@pulumi/aws/ec2/securityGroup.js";
import { Key } from "@pulumi/aws/kms/key.js";
import { Instance } from "@pulumi/aws/rds/instance.js";
import { ParameterGroup } from "@pulumi/aws/rds/parameterGroup.js";
import { SubnetGroup } from "@pulumi/aws/rds/subnetGroup.js";
import { SecurityGroupIngressRule } from "@pulumi/aws/vpc/securityGroupIngressRule.js";
import { childName } from "../../shared/names.ts";
import type { DatabaseParts } from "./parts.ts";
import { DATABASE_PORT, type NetworkOf } from "./plan.ts";
import { RDS_PARAMETERS, rdsArgs, VERSION } from "./settings.ts";

/** The server in RDS, in private subnets, behind a group that only the cluster's nodes and pods pass. */
export function createRds(parts: DatabaseParts, network: NetworkOf<"aws">): Output<string> {
  const { name, parent, plan, tags, password } = parts;
  const kept = { protect: plan.protect };
  const key = new Key(
    childName(name, "key"),
    { description: `Encrypts the database ${plan.name}`, enableKeyRotation: true, deletionWindowInDays: 30, tags },
    { parent, ...kept },
  );
  const subnets = new SubnetGroup(
    childName(name, "subnets"),
    { name: plan.name, subnetIds: [...network.subnetIds], tags },
    { parent },
  );
  const parameters = new ParameterGroup(
    childName(name, "parameters"),
    { name: plan.name, family: `postgres${VERSION}`, parameters: RDS_PARAMETERS, tags },
    { parent },
  );
  const group = createGroup(parts, network);
  const server = new Instance(
    childName(name, "server"),
    {
      ...rdsArgs(plan),
      kmsKeyId: key.arn,
      dbSubnetGroupName: subnets.name,
      parameterGroupName: parameters.name,
      vpcSecurityGroupIds: [group.id],
      password,
      tags,
    },
    { parent, ...kept, dependsOn: [subnets, parameters] satisfies Resource[] },
  );
  return server.address;
}

/** In from the cluster on one port; out nowhere. */
function createGroup(parts: DatabaseParts, { vpcId, clientSecurityGroupId }: NetworkOf<"aws">): SecurityGroup {
  const { name, parent, plan, tags } = parts;
  const description = `Clients of the database ${plan.name}`;
  const group = new SecurityGroup(childName(name, "clients"), { name: plan.name, description, vpcId, tags }, { parent });
  const sources =
    clientSecurityGroupId === undefined
      ? plan.clients.map((cidr) => ({ key: cidr, source: cidr.includes(":") ? { cidrIpv6: cidr } : { cidrIpv4: cidr } }))
      : [{ key: "nodes", source: { referencedSecurityGroupId: clientSecurityGroupId } }];
  for (const { key, source } of sources) {
    const port = { ipProtocol: "tcp", fromPort: DATABASE_PORT, toPort: DATABASE_PORT };
    const rule = { securityGroupId: group.id, description, ...port, ...source, tags };
    new SecurityGroupIngressRule(childName(name, `client-${key}`), rule, { parent });
  }
  return group;
}
