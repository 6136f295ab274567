import { cloudResources } from "../cloud/companions.ts";
import { TYPES } from "../cloud/types.ts";
import { NO_LOCK, objectLockOf, type ObjectLock } from "../objectLock.ts";
import { isAbsent, isUnknown, items, read, text } from "../plain.ts";
import type { World } from "../rule.ts";
import { UNKNOWN, type Plain, type PolicyResource } from "../verdict.ts";
import { oncePerWorld } from "../world.ts";

export type Cloud = "aws" | "gcp" | "azure";

/** A store made to keep evidence: able to lock its objects from its first day. */
export interface EvidenceStore {
  readonly cloud: Cloud;
  readonly resource: PolicyResource;
  /** Bucket, or storage account: the name that a shipper must say to reach it. */
  readonly name: string;
  /** Every lock that is declared for it: what one resource locks another may unlock. */
  readonly locks: readonly ObjectLock[];
  /** Whether old versions are kept; true where a lock needs none. UNKNOWN where that is not known. */
  readonly versioned: Plain;
  /** Whether nobody can open it to the public. */
  readonly closed: Plain;
}

const ACCESS_SWITCHES = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"];

/** Every store of evidence in the world. Copies that a bucket replicates to have no shipper of their own and are left out. */
export const evidenceStoresIn = oncePerWorld((world): readonly EvidenceStore[] => [
  ...s3Stores(world),
  ...gcsStores(world),
  ...azureStores(world),
]);

function s3Stores(world: World): readonly EvidenceStore[] {
  const replications = cloudResources(world, TYPES.bucketReplication).flatMap(({ props }) => items(read(props, "rules")));
  const copies = new Set(replications.map((rule) => text(read(rule, "destination", "bucket"))?.replace(/^arn:[^:]+:s3:::/, "")));
  return cloudResources(world, TYPES.bucket)
    .map((bucket) => ({ bucket, locks: partsOf(world, bucket, TYPES.bucketLock) }))
    .filter(({ bucket: { props }, locks }) => isLockable(props["objectLockEnabled"], locks) && !copies.has(text(props["bucket"])))
    .map(({ bucket, locks }) => {
      const versioning = partsOf(world, bucket, TYPES.bucketVersioning);
      const access = partsOf(world, bucket, TYPES.bucketAccessBlock);
      const statuses = versioning.map(({ props }) => equals(read(props, "versioningConfiguration", "status"), "Enabled"));
      return {
        cloud: "aws",
        resource: bucket,
        name: text(bucket.props["bucket"]) ?? bucket.name,
        locks: locks.map((lock) => objectLockOf(lock) ?? NO_LOCK),
        versioned: all(statuses),
        closed: all(access.flatMap(({ props }) => ACCESS_SWITCHES.map((name) => equals(props[name], true)))),
      };
    });
}

function isLockable(enabled: Plain, locks: readonly PolicyResource[]): boolean {
  return enabled === true || isUnknown(enabled) || locks.length > 0;
}

/** Versioning and a locked retention policy exclude each other on Google Cloud: the policy itself refuses to overwrite. */
function gcsStores(world: World): readonly EvidenceStore[] {
  return cloudResources(world, TYPES.gcpBucket)
    .filter(({ props }) => !isAbsent(props["retentionPolicy"]))
    .map((bucket) => ({
      cloud: "gcp",
      resource: bucket,
      name: text(bucket.props["name"]) ?? bucket.name,
      locks: [objectLockOf(bucket) ?? NO_LOCK],
      versioned: true,
      closed: all([
        equals(bucket.props["publicAccessPrevention"], "enforced"),
        equals(bucket.props["uniformBucketLevelAccess"], true),
        !isBoundToEverybody(world, text(bucket.props["name"]) ?? bucket.name),
      ]),
    }));
}

interface Membership {
  readonly bucket: Plain;
  readonly member: Plain;
}

/** Members of every bucket, as its bindings name them. */
const membersByBucket = oncePerWorld((world) => {
  const bindings = [TYPES.gcpBucketMember, TYPES.gcpBucketBinding].flatMap((type) => cloudResources(world, type));
  return Map.groupBy(bindings.flatMap(membershipsOf), ({ bucket }) => bucket);
});

function membershipsOf({ props }: PolicyResource): readonly Membership[] {
  const members: readonly Plain[] = [props["member"], ...items(props["members"])];
  return members.map((member) => ({ bucket: props["bucket"], member }));
}

function isBoundToEverybody(world: World, name: string): boolean {
  const members = membersByBucket(world).get(name) ?? [];
  return members.some(({ member }) => ["allUsers", "allAuthenticatedUsers"].includes(text(member) ?? ""));
}

function azureStores(world: World): readonly EvidenceStore[] {
  return cloudResources(world, TYPES.azureStorage)
    .filter(({ props }) => isLockable(read(props, "immutableStorageWithVersioning", "enabled"), []))
    .map((account) => {
      const services = partsOf(world, account, TYPES.azureBlobService);
      const { allowBlobPublicAccess, publicNetworkAccess } = account.props;
      return {
        cloud: "azure",
        resource: account,
        name: text(account.props["accountName"]) ?? account.name,
        locks: [objectLockOf(account) ?? NO_LOCK],
        versioned: all(services.map(({ props }) => equals(props["isVersioningEnabled"], true))),
        closed: all([equals(allowBlobPublicAccess, false), equals(publicNetworkAccess, "Disabled")]),
      };
    });
}

/** The field in which a part says whose it is; the store has its name in the same. */
const LINKS: Readonly<Record<string, string>> = {
  [TYPES.bucketLock]: "bucket",
  [TYPES.bucketVersioning]: "bucket",
  [TYPES.bucketAccessBlock]: "bucket",
  [TYPES.azureBlobService]: "accountName",
};

/** Parts of stores by type and link; where the link is not known yet, by what they stand beside. */
const partsByLink = oncePerWorld((world) => {
  const parts = Object.keys(LINKS).flatMap((type) => cloudResources(world, type).map((part) => ({ type, part })));
  return Map.groupBy(parts, ({ type, part: { props, parent } }) => keyOf(type, props[LINKS[type] ?? ""], parent));
});

/** The resources of a type that say something about a store. */
function partsOf(world: World, store: PolicyResource, type: string): readonly PolicyResource[] {
  const own = partsByLink(world).get(keyOf(type, store.props[LINKS[type] ?? ""], store.parent)) ?? [];
  const beside = partsByLink(world).get(keyOf(type, UNKNOWN, store.parent)) ?? [];
  return (own.length > 0 ? own : beside).map(({ part }) => part);
}

function keyOf(type: string, link: Plain, parent: string | undefined): string {
  return isUnknown(link) ? `${type} beside ${parent}` : `${type} of ${text(link)}`;
}

function equals(value: Plain, wanted: Plain): Plain {
  return isUnknown(value) ? UNKNOWN : value === wanted;
}

/** Nothing at all is no. */
function all(answers: readonly Plain[]): Plain {
  if (answers.length === 0 || answers.includes(false)) return false;
  return answers.includes(UNKNOWN) ? UNKNOWN : true;
}
