import { ComponentResource, type ComponentResourceOptions } from "@pulumi/pulumi";
import { UserAssignedIdentity } from "@pulumi/azure-native/managedidentity/userAssignedIdentity.js";
import { childName, typeToken } from "../../../shared/names.ts";
import { IDENTITIES, type IdentityRole } from "./names.ts";
import type { AksParts } from "./parts.ts";

/** Who acts in the subscription for a cluster: an identity for each job, made before the cluster, so that its rights are too. */
export class AksIdentities extends ComponentResource {
  readonly of: Readonly<Record<IdentityRole, UserAssignedIdentity>>;

  constructor(name: string, { cloud, names, hardening }: AksParts, opts: ComponentResourceOptions) {
    super(typeToken("cluster", "AksIdentities"), name, {}, opts);
    const place = { resourceGroupName: names.resourceGroup, location: cloud.region, tags: { ...hardening.tags } };
    const made = IDENTITIES.map((role) => {
      const args = { resourceName: names.identity(role), ...place };
      return [role, new UserAssignedIdentity(childName(name, role), args, { parent: this })] as const;
    });
    this.of = Object.fromEntries(made) as Record<IdentityRole, UserAssignedIdentity>;
    this.registerOutputs({ identities: [...IDENTITIES] });
  }
}
