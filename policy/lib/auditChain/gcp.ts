import { parseJson } from "../cloud/json.ts";
import { cloudResources } from "../cloud/companions.ts";
import { TYPES } from "../cloud/types.ts";
import { describeResource } from "../finding.ts";
import { isUnknown, items, read, text } from "../plain.ts";
import type { World } from "../rule.ts";
import { UNKNOWN, type Plain, type PolicyResource } from "../verdict.ts";
import { oncePerWorld } from "../world.ts";
import { destroying, destroyingKeys } from "./actions.ts";
import type { Lead, Right } from "./identity.ts";
import type { Writer } from "./writers.ts";

const BINDING = /^gcp:.*iam(Member|Binding|Policy):/i;

/** What Google's own roles let do with objects and keys. https://cloud.google.com/storage/docs/access-control/iam-roles */
const PREDEFINED: Readonly<Record<string, readonly string[]>> = {
  "roles/storage.objectCreator": ["storage.objects.create"],
  "roles/storage.objectViewer": ["storage.objects.get", "storage.objects.list"],
  "roles/storage.objectUser": ["storage.objects.create", "storage.objects.delete", "storage.objects.get"],
  "roles/storage.objectAdmin": ["storage.objects.*"],
  "roles/storage.legacyBucketWriter": ["storage.objects.create", "storage.objects.delete"],
  "roles/storage.legacyBucketOwner": ["storage.objects.create", "storage.objects.delete", "storage.buckets.update"],
  "roles/storage.admin": ["storage.*"],
  "roles/cloudkms.cryptoKeyEncrypter": ["cloudkms.cryptoKeyVersions.useToEncrypt"],
  "roles/cloudkms.cryptoKeyEncrypterDecrypter": ["cloudkms.cryptoKeyVersions.useToEncrypt"],
  "roles/cloudkms.admin": ["cloudkms.*"],
};

/** What a binding gives to one of its members. */
interface Grant {
  readonly resource: PolicyResource;
  readonly member: Plain;
  readonly right: Right;
}

/** The ServiceAccount's own principal, and the sets it is one of, wherever they are bound. */
export function gcpLead(world: World, { namespace, serviceAccount }: Writer): Lead {
  const account = `${namespace}/${serviceAccount}`;
  const grants = grantsByAccount(world);
  const own = grants.get(account) ?? [];
  const shared = [`${namespace}/*`, "*"].flatMap((set) => grants.get(set) ?? []);
  const [first] = [...own, ...shared];
  const doubts = (grants.get(UNKNOWN) ?? [])
    .filter(({ right }) => destroying(right, "gcp").length + destroyingKeys(right, "gcp").length > 0)
    .map(({ resource }) => ({ resource, what: `the member of ${describeResource(resource)}` }));
  if (first === undefined) return { identities: [], doubts };
  const identity = {
    resource: first.resource,
    name: `principal ${account}`,
    trustFaults: own.length > 0 ? [] : shared.map(({ member }) => member),
    rights: [...own, ...shared].map(({ right }) => right),
  };
  return { identities: [identity], doubts };
}

/** Grants by whom they are for: `namespace/account`, `namespace/*`, `*` for all, UNKNOWN where that is not known yet. */
const grantsByAccount = oncePerWorld((world) => {
  const bindings = world.resources.filter(({ type }) => BINDING.test(type));
  return Map.groupBy(
    bindings.flatMap((resource) => grantsOf(world, resource)),
    ({ member }) => accountOf(member),
  );
});

const ACCOUNTS: readonly (readonly [RegExp, string])[] = [
  [/^.*\/subject\/ns\/([^/]+)\/sa\/([^/]+)$/, "$1/$2"],
  [/^.*\[([^/\]]+)\/([^\]]+)\]$/, "$1/$2"],
  [/^principalSet:.*\/namespace\/([^/]+)$/, "$1/*"],
  [/^(principalSet:.*\/(\*|kubernetes\.cluster\/.*)|allUsers|allAuthenticatedUsers)$/, "*"],
];

function accountOf(member: Plain): Plain {
  if (isUnknown(member)) return UNKNOWN;
  const name = text(member) ?? "";
  const known = ACCOUNTS.find(([pattern]) => pattern.test(name));
  return known === undefined ? undefined : name.replace(...known);
}

function grantsOf(world: World, resource: PolicyResource): readonly Grant[] {
  const { props } = resource;
  const resources = ["bucket", "keyRingId", "cryptoKeyId", "secretId"]
    .map((field) => props[field])
    .filter((id) => id !== undefined);
  const bindings = props["policyData"] === undefined ? [props] : bindingsIn(props["policyData"]);
  return bindings.flatMap((binding) => {
    const right = { actions: permissionsOf(world, read(binding, "role")), resources };
    const members: readonly Plain[] = [read(binding, "member"), ...items(read(binding, "members"))];
    return members.filter((member) => member !== undefined).map((member): Grant => ({ resource, member, right }));
  });
}

/** A whole policy is JSON in text. */
function bindingsIn(policyData: Plain): readonly Plain[] {
  return isUnknown(policyData) ? [UNKNOWN] : items(read(parseJson(policyData), "bindings"));
}

const customRoles = oncePerWorld(
  (world) =>
    new Map(
      cloudResources(world, TYPES.gcpCustomRole).map(({ props }): [string | undefined, Plain] => [
        text(props["roleId"]),
        props["permissions"],
      ]),
    ),
);

/** A role nobody describes here may hold anything. */
function permissionsOf(world: World, role: Plain): readonly Plain[] {
  const name = text(role) ?? "";
  const custom = customRoles(world).get(/\/roles\/([^/]+)$/.exec(name)?.[1] ?? "");
  return custom === undefined ? (PREDEFINED[name] ?? [UNKNOWN]) : items(custom);
}
