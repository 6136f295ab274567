import { ComponentResource, type ComponentResourceOptions, type Resource } from "@pulumi/pulumi";
import { Addon } from "@pulumi/aws/eks/addon.js";
import type { Cluster } from "@pulumi/aws/eks/cluster.js";
import { Role } from "@pulumi/aws/iam/role.js";
import { RolePolicyAttachment } from "@pulumi/aws/iam/rolePolicyAttachment.js";
import { childName, typeToken } from "../../../shared/names.ts";
import { addonArgs, CNI_ACCOUNT, CNI_POLICY } from "./addons.ts";
import { podIdentityTrust } from "./documents.ts";
import { managedPolicyArn } from "./names.ts";
import type { EksParts } from "./parts.ts";
import type { EksAddon } from "./versions.ts";

export interface EksAddonsArgs {
  readonly parts: EksParts;
  readonly cluster: Cluster;
  readonly addons: readonly EksAddon[];
  /** What must be there before them. */
  readonly after: readonly Resource[];
}

/** Add-ons of EKS, each at its pinned version. */
export class EksAddons extends ComponentResource {
  readonly installed: readonly Resource[];

  constructor(name: string, { parts, cluster, addons, after }: EksAddonsArgs, opts: ComponentResourceOptions) {
    super(typeToken("cluster", "EksAddons"), name, {}, opts);
    this.installed = addons.map((addon) => {
      const dependsOn = [cluster, ...after, ...(addon === "vpc-cni" ? [createCniRole(name, parts, this)] : [])];
      return new Addon(childName(name, addon), addonArgs(addon, parts), { parent: this, dependsOn, deletedWith: cluster });
    });
    this.registerOutputs({ addons });
  }
}

/** The right to give pods addresses is the CNI's own; on the node role every pod of the host's network would have it. */
function createCniRole(name: string, { cloud, names, tags }: EksParts, parent: EksAddons): Resource {
  const assumeRolePolicy = podIdentityTrust(cloud, names, CNI_ACCOUNT);
  const role = new Role(
    childName(name, "vpc-cni-role"),
    { name: names.role("vpc-cni"), assumeRolePolicy, tags: tags("internal") },
    { parent },
  );
  const attachment = { role: names.role("vpc-cni"), policyArn: managedPolicyArn(cloud, CNI_POLICY) };
  return new RolePolicyAttachment(childName(name, "vpc-cni-rights"), attachment, { parent, dependsOn: [role] });
}
