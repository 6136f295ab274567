import { ComponentResource, type ComponentResourceOptions, type Input, type Resource } from "@pulumi/pulumi";
import { Instance } from "@pulumi/aws/ec2/instance.js";
import { InstanceProfile } from "@pulumi/aws/iam/instanceProfile.js";
import { Role } from "@pulumi/aws/iam/role.js";
import { RolePolicy } from "@pulumi/aws/iam/rolePolicy.js";
import { RolePolicyAttachment } from "@pulumi/aws/iam/rolePolicyAttachment.js";
import { childName, typeToken } from "../../../shared/names.ts";
import { accessHostArgs, SESSION_POLICY, type HostedAccess } from "./accessHost.ts";
import { assumeDeployRole, instanceTrust } from "./documents.ts";
import { managedPolicyArn } from "./names.ts";
import type { EksParts } from "./parts.ts";

export interface EksAccessHostArgs {
  readonly parts: EksParts;
  readonly access: HostedAccess;
  readonly subnetId: Input<string>;
  readonly securityGroupId: Input<string>;
}

/** The host that deployers reach a private API server by: the end of a tunnel, or the machine that a CI runner is installed on. */
export class EksAccessHost extends ComponentResource {
  constructor(name: string, args: EksAccessHostArgs, opts: ComponentResourceOptions) {
    super(typeToken("cluster", "EksAccessHost"), name, {}, opts);
    const { parts, access, subnetId, securityGroupId } = args;
    const rights = createRole(name, args, this);
    const role = parts.names.role("access-host");
    const profile = new InstanceProfile(
      childName(name, "profile"),
      { name: role, role, tags: parts.tags("internal") },
      { parent: this, dependsOn: [...rights] },
    );
    const surface = { subnetId, securityGroupId, instanceProfile: profile.name };
    new Instance(childName(name, "instance"), accessHostArgs(access, parts, surface), { parent: this });
    this.registerOutputs({ mode: access.mode });
  }
}

function createRole(name: string, { parts, access }: EksAccessHostArgs, parent: EksAccessHost): readonly Resource[] {
  const { cloud, names, tags } = parts;
  const role = names.role("access-host");
  const args = { name: role, assumeRolePolicy: instanceTrust(cloud), tags: tags("internal") };
  const opts = { parent, dependsOn: [new Role(childName(name, "role"), args, { parent })] };
  const session = { role, policyArn: managedPolicyArn(cloud, SESSION_POLICY) };
  return [
    new RolePolicyAttachment(childName(name, "session"), session, opts),
    ...(access.mode === "vpcRunner"
      ? [new RolePolicy(childName(name, "deploy"), { name: role, role, policy: assumeDeployRole(access.deployRole) }, opts)]
      : []),
  ];
}
