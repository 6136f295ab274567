import { RoleAssignment } from "@pulumi/azure-native/authorization/roleAssignment.js";
import { RoleDefinition } from "@pulumi/azure-native/authorization/roleDefinition.js";
import { childName } from "../../../shared/names.ts";
import { uuidOf } from "../../iam/names.ts";
import type { StoreChild } from "../kept.ts";
import { accountId, type AzurePlan } from "./settings.ts";

/** A role that may take the lock of administration away, for break-glass alone; contributors do not have that right. */
export function createBreakGlass({ name, parent }: StoreChild, plan: AzurePlan): void {
  const { store, cloud } = plan;
  if (store.breakGlass.length === 0) return;
  const scope = `/subscriptions/${cloud.subscriptionId}/resourceGroups/${store.resourceGroup}`;
  const roleDefinitionId = uuidOf(`audit break-glass ${accountId(plan)}`);
  const role = new RoleDefinition(
    childName(name, "break-glass"),
    {
      roleDefinitionId,
      roleName: `${store.storageAccount} break-glass`,
      description: "Takes the lock of the audit store away.",
      roleType: "CustomRole",
      scope,
      assignableScopes: [scope],
      permissions: [
        {
          actions: [
            "Microsoft.Authorization/locks/delete",
            "Microsoft.Authorization/locks/read",
            "Microsoft.Storage/storageAccounts/read",
            "Microsoft.Storage/storageAccounts/write",
          ],
          notActions: [],
          dataActions: [],
          notDataActions: [],
        },
      ],
    },
    { parent },
  );
  for (const principalId of store.breakGlass) {
    const args = {
      roleAssignmentName: uuidOf(`audit break-glass ${accountId(plan)} ${principalId}`),
      scope,
      principalId,
      roleDefinitionId: `/subscriptions/${cloud.subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${roleDefinitionId}`,
    };
    new RoleAssignment(childName(name, `break-glass-${principalId}`), args, { parent, dependsOn: [role] });
  }
}
