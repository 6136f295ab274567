import { RoleAssignment } from "@pulumi/azure-native/authorization/roleAssignment.js";
import { RoleDefinition } from "@pulumi/azure-native/authorization/roleDefinition.js";
import { FederatedIdentityCredential } from "@pulumi/azure-native/managedidentity/federatedIdentityCredential.js";
import { UserAssignedIdentity } from "@pulumi/azure-native/managedidentity/userAssignedIdentity.js";
import type { Resource } from "@pulumi/pulumi";
import { childName } from "../../../shared/names.ts";
import type { ClusterIdentity } from "../../cluster/contract.ts";
import type { AzureConfig } from "../../config.ts";
import type { BindingModel, BindingStatement } from "../contract.ts";
import type { IdentityParts, RealisedIdentity } from "../identityParts.ts";
import { uuidOf } from "../names.ts";
import { identityGroup } from "./statements.ts";

/** A managed identity for one ServiceAccount, and a custom role of data actions for each statement on its one resource. */
export function azureIdentity(
  { name, model, parent, tags }: IdentityParts,
  cloud: AzureConfig,
  { issuer }: Extract<ClusterIdentity, { by: "federatedCredential" }>,
): RealisedIdentity {
  const resourceGroupName = identityGroup(model.trust.cluster);
  const resourceName = model.principal.slice(model.principal.lastIndexOf("/") + 1);
  const identity = new UserAssignedIdentity(
    childName(name, "identity"),
    { resourceGroupName, resourceName, location: cloud.region, tags },
    { parent },
  );
  const credential = new FederatedIdentityCredential(
    childName(name, "credential"),
    {
      resourceGroupName,
      resourceName,
      federatedIdentityCredentialResourceName: "kubernetes",
      issuer,
      subject: model.trust.conditions["sub"] ?? "",
      audiences: [model.trust.conditions["aud"] ?? ""],
    },
    { parent, dependsOn: [identity] },
  );
  const assignments = model.statements.map((statement, index) =>
    assign({ name: childName(name, String(index)), model, statement, parent }, identity),
  );
  return { annotations: { "azure.workload.identity/client-id": identity.clientId }, ready: [credential, ...assignments] };
}

interface Assignment {
  readonly name: string;
  readonly model: BindingModel;
  readonly statement: BindingStatement;
  readonly parent: Resource;
}

function assign({ name, model, statement, parent }: Assignment, identity: UserAssignedIdentity): Resource {
  const scope = statement.resources[0] ?? "";
  // Roles live in the subscription; what they may be assigned to is the group of the one resource.
  const assignable = scope.slice(0, scope.indexOf("/providers/"));
  const roleDefinitionId = uuidOf(`role ${name} ${model.principal}`);
  const role = new RoleDefinition(
    childName(name, "role"),
    {
      roleDefinitionId,
      roleName: `${model.trust.cluster} ${name}`,
      description: model.purpose,
      roleType: "CustomRole",
      scope: assignable,
      assignableScopes: [assignable],
      permissions: [{ actions: [], notActions: [], dataActions: [...statement.actions], notDataActions: [] }],
    },
    { parent },
  );
  const condition = statement.conditions["abac"]?.["expression"]?.[0];
  return new RoleAssignment(
    childName(name, "assignment"),
    {
      roleAssignmentName: uuidOf(`assignment ${name} ${model.principal}`),
      principalId: identity.principalId,
      principalType: "ServicePrincipal",
      roleDefinitionId: `${subscriptionOf(scope)}/providers/Microsoft.Authorization/roleDefinitions/${roleDefinitionId}`,
      scope,
      ...(condition === undefined ? {} : { condition, conditionVersion: "2.0" }),
    },
    { parent, dependsOn: [role] },
  );
}

/** `/subscriptions/<id>` of a resource: the audit store may be in a subscription of its own. */
function subscriptionOf(resourceId: string): string {
  return resourceId.split("/").slice(0, 3).join("/");
}
