import { cloudResources } from "../cloud/companions.ts";
import { TYPES } from "../cloud/types.ts";
import { describeResource } from "../finding.ts";
import { isUnknown, items, read, text } from "../plain.ts";
import type { World } from "../rule.ts";
import { UNKNOWN, type Plain, type PolicyResource } from "../verdict.ts";
import { oncePerWorld } from "../world.ts";
import { destroying, destroyingKeys } from "./actions.ts";
import { builtInActions } from "./azureRoles.ts";
import type { Doubt, Identity, Lead, Right } from "./identity.ts";
import type { EvidenceStore } from "./stores.ts";
import type { Writer } from "./writers.ts";

/** Managed identities that trust the ServiceAccount's tokens. What belongs to one stands beside it: its id is known late. */
export function azureLead(world: World, writer: Writer, store: EvidenceStore): Lead {
  const { bySubject, loose } = credentialsOf(world);
  const own = bySubject.get(subjectOf(writer)) ?? [];
  const found = own.map((credential) => identityOf(world, credential, { writer, store }));
  const subjects = loose.map((resource) => ({ resource, what: `the subject of ${describeResource(resource)}` }));
  return { identities: found.map(({ identity }) => identity), doubts: [...subjects, ...found.flatMap(({ doubts }) => doubts)] };
}

const subjectOf = ({ namespace, serviceAccount }: Writer): string => `system:serviceaccount:${namespace}:${serviceAccount}`;

const credentialsOf = oncePerWorld((world) => {
  const all = cloudResources(world, TYPES.azureFederation);
  return {
    bySubject: Map.groupBy(all, ({ props }) => props["subject"]),
    byIdentity: Map.groupBy(all, ({ props }) => text(props["resourceName"])),
    loose: all.filter(({ props }) => isUnknown(props["subject"])),
  };
});

interface Chain {
  readonly writer: Writer;
  readonly store: EvidenceStore;
}

function identityOf(
  world: World,
  credential: PolicyResource,
  { writer, store }: Chain,
): { readonly identity: Identity; readonly doubts: readonly Doubt[] } {
  const own = assignmentsOf(world).get(credential.parent) ?? [];
  const principals = new Set(own.map(({ props }) => props["principalId"]).filter((id) => !isUnknown(id)));
  const others = assignmentsAround(world, store).filter((one) => !own.includes(one));
  const given = others.filter(({ props }) => principals.has(props["principalId"]));
  const identity = {
    resource: credential,
    name: `identity ${text(credential.props["resourceName"]) ?? credential.name}`,
    trustFaults: trustFaults(world, credential, writer),
    rights: [...own, ...given].map((assignment) => rightOf(world, assignment)),
  };
  const loose = others.filter(({ props }) => isUnknown(props["principalId"])).filter((one) => isDestructive(rightOf(world, one)));
  return { identity, doubts: loose.map((resource) => ({ resource, what: `the principal of ${describeResource(resource)}` })) };
}

/** Assignments by what they stand beside. */
const assignmentsOf = oncePerWorld((world) =>
  Map.groupBy(cloudResources(world, TYPES.azureRoleAssignment), ({ parent }) => parent),
);

/** The pod must ask for the identity, and nobody else may: an identity has as many subjects as credentials. */
function trustFaults(world: World, { props }: PolicyResource, writer: Writer): readonly Plain[] {
  const name = text(props["resourceName"]);
  const all = name === undefined ? [] : (credentialsOf(world).byIdentity.get(name) ?? []);
  const subjects = all.map((credential) => credential.props["subject"]).filter((subject) => subject !== subjectOf(writer));
  const labelled = read(writer.pod.metadata, "labels", "azure.workload.identity/use");
  return labelled === "true" ? subjects : ["no pod without the label azure.workload.identity/use", ...subjects];
}

const isDestructive = (right: Right): boolean => destroying(right, "azure").length + destroyingKeys(right, "azure").length > 0;

/** Assignments by the resource group of their scope, in lower case; undefined for those above one, or not known yet. */
const assignmentsByGroup = oncePerWorld((world) =>
  Map.groupBy(cloudResources(world, TYPES.azureRoleAssignment), ({ props }) =>
    GROUP.exec(text(props["scope"]) ?? "")?.[1]?.toLowerCase(),
  ),
);

const GROUP = /^\/subscriptions\/[^/]+\/resourceGroups\/([^/]+)/i;

/** Assignments whose scope is above a store, in it, or a key vault beside it, as far as that is known. */
function assignmentsAround(world: World, { name, resource }: EvidenceStore): readonly PolicyResource[] {
  const groups = assignmentsByGroup(world);
  const group = text(resource.props["resourceGroupName"])?.toLowerCase();
  const beside = group === undefined ? [...groups.values()].flat() : (groups.get(group) ?? []);
  const reaches = new RegExp(`^/[^/]+/[^/]+/[^/]+/[^/]+/?$|/vaults/|/storageAccounts/${name}(/|$)`, "i");
  return [
    ...(group === undefined ? [] : (groups.get(undefined) ?? [])),
    ...beside.filter(({ props }) => reaches.test(text(props["scope"]) ?? "")),
  ];
}

function rightOf(world: World, { props }: PolicyResource): Right {
  return { actions: actionsOf(world, props["roleDefinitionId"]), resources: [props["scope"]] };
}

const definitions = oncePerWorld(
  (world) =>
    new Map(
      cloudResources(world, TYPES.azureRoleDefinition).map(({ props }): [string | undefined, Plain] => [
        text(props["roleDefinitionId"])?.toLowerCase(),
        props["permissions"],
      ]),
    ),
);

/** A role that is neither in the world nor one of Azure's known ones may hold anything. */
function actionsOf(world: World, role: Plain): readonly Plain[] {
  const id = /([^/]+)\/?$/.exec(text(role)?.toLowerCase() ?? "")?.[1] ?? "";
  const known = definitions(world);
  if (!known.has(id)) return builtInActions(id) ?? [UNKNOWN];
  return items(known.get(id)).flatMap((permission) => [
    ...items(read(permission, "actions")),
    ...items(read(permission, "dataActions")),
  ]);
}
