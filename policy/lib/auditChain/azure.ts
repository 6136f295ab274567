import { isUnknown, items, read, text } from "../plain.ts";
import type { World } from "../rule.ts";
import { UNKNOWN, type Plain, type PolicyResource } from "../verdict.ts";
import type { Identity, Right } from "./identity.ts";
import type { Writer } from "./writers.ts";

/** Managed identities that trust the ServiceAccount's tokens. What belongs to one stands beside it: its id is known late. */
export function azureIdentities(world: World, { namespace, serviceAccount, pod }: Writer): readonly Identity[] {
  const subject = `system:serviceaccount:${namespace}:${serviceAccount}`;
  const labelled = read(pod.metadata, "labels", "azure.workload.identity/use");
  return world
    .byType("azure-native:managedidentity:FederatedIdentityCredential")
    .filter(({ props }) => props["subject"] === subject)
    .map((credential) => ({
      resource: credential,
      name: `identity ${text(credential.props["resourceName"]) ?? credential.name}`,
      trustFaults: labelled === "true" ? [] : ["no pod without the label azure.workload.identity/use"],
      rights: world
        .byType("azure-native:authorization:RoleAssignment")
        .filter(({ parent }) => parent !== undefined && parent === credential.parent)
        .map((assignment) => rightOf(world, assignment)),
    }));
}

function rightOf(world: World, { props }: PolicyResource): Right {
  return { actions: actionsOf(world, props["roleDefinitionId"]), resources: [props["scope"]] };
}

/** A role that is not in the world may hold anything. */
function actionsOf(world: World, role: Plain): readonly Plain[] {
  if (isUnknown(role)) return [UNKNOWN];
  const definition = world
    .byType("azure-native:authorization:RoleDefinition")
    .find(
      ({ props }) => text(props["roleDefinitionId"]) !== undefined && text(role)?.endsWith(`/${text(props["roleDefinitionId"])}`),
    );
  if (definition === undefined) return [UNKNOWN];
  return items(definition.props["permissions"]).flatMap((permission) => [
    ...items(read(permission, "actions")),
    ...items(read(permission, "dataActions")),
  ]);
}
