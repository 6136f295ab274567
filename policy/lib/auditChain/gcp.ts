import { isUnknown, items, text } from "../plain.ts";
import type { World } from "../rule.ts";
import { UNKNOWN, type Plain, type PolicyResource } from "../verdict.ts";
import type { Identity, Right } from "./identity.ts";
import type { Writer } from "./writers.ts";

const MEMBER = /^gcp:.*iam(Member|Binding):/i;

/** What Google's own roles let do with objects and keys. https://cloud.google.com/storage/docs/access-control/iam-roles */
const PREDEFINED: Readonly<Record<string, readonly string[]>> = {
  "roles/storage.objectCreator": ["storage.objects.create"],
  "roles/storage.objectViewer": ["storage.objects.get", "storage.objects.list"],
  "roles/storage.objectUser": ["storage.objects.create", "storage.objects.delete", "storage.objects.get"],
  "roles/storage.objectAdmin": ["storage.objects.*"],
  "roles/storage.admin": ["storage.*"],
  "roles/cloudkms.cryptoKeyEncrypter": ["cloudkms.cryptoKeyVersions.useToEncrypt"],
  "roles/cloudkms.admin": ["cloudkms.*"],
};

/** The ServiceAccount's own principal, wherever it is bound. */
export function gcpIdentities(world: World, { namespace, serviceAccount }: Writer): readonly Identity[] {
  const suffixes = [`/subject/ns/${namespace}/sa/${serviceAccount}`, `[${namespace}/${serviceAccount}]`];
  const isIts = (member: Plain): boolean => suffixes.some((suffix) => text(member)?.endsWith(suffix) === true);
  const bound = world.resources.filter(
    ({ type, props }) => MEMBER.test(type) && (isIts(props["member"]) || items(props["members"]).some(isIts)),
  );
  const [first] = bound;
  if (first === undefined) return [];
  const rights = bound.map((binding) => rightOf(world, binding));
  return [{ resource: first, name: `principal ${namespace}/${serviceAccount}`, trustFaults: [], rights }];
}

function rightOf(world: World, { props }: PolicyResource): Right {
  const where: readonly Plain[] = [props["bucket"], props["keyRingId"], props["cryptoKeyId"], props["secretId"]];
  return { actions: permissionsOf(world, props["role"]), resources: where.filter((value) => value !== undefined) };
}

/** A role nobody describes here may hold anything. */
function permissionsOf(world: World, role: Plain): readonly Plain[] {
  if (isUnknown(role)) return [UNKNOWN];
  const name = text(role) ?? "";
  const custom = world
    .byType("gcp:projects/iAMCustomRole:IAMCustomRole")
    .find(({ props }) => text(props["roleId"]) !== undefined && name.endsWith(`/roles/${text(props["roleId"])}`));
  return custom === undefined ? (PREDEFINED[name] ?? [UNKNOWN]) : items(custom.props["permissions"]);
}
