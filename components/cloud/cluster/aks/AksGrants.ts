import { ComponentResource, type ComponentResourceOptions } from "@pulumi/pulumi";
import { RoleAssignment } from "@pulumi/azure-native/authorization/roleAssignment.js";
import { childName, typeToken } from "../../../shared/names.ts";
import type { AzureConfig } from "../../config.ts";
import type { AksIdentities } from "./AksIdentities.ts";
import { roleId, type IdentityGrant } from "./roles.ts";

export interface AksGrantsArgs {
  readonly grants: readonly IdentityGrant[];
  readonly identities: AksIdentities;
  readonly cloud: AzureConfig;
}

/** Rights of the cluster's identities; whoever depends on it waits for all of them. */
export class AksGrants extends ComponentResource {
  constructor(name: string, { grants, identities, cloud }: AksGrantsArgs, opts: ComponentResourceOptions) {
    super(typeToken("cluster", "AksGrants"), name, {}, opts);
    for (const { key, identity, role, scope } of grants) {
      const args = {
        principalId: identities.of[identity].principalId,
        principalType: "ServicePrincipal",
        roleDefinitionId: roleId(role, cloud),
        scope,
      };
      new RoleAssignment(childName(name, key), args, { parent: this });
    }
    this.registerOutputs({ grants: grants.map(({ key }) => key) });
  }
}
