import { objectLockOf, type ObjectLock } from "../objectLock.ts";
import { isAbsent, isUnknown, items, read, text, type PlainRecord } from "../plain.ts";
import type { World } from "../rule.ts";
import { UNKNOWN, type Plain, type PolicyResource } from "../verdict.ts";

export type Cloud = "aws" | "gcp" | "azure";

/** A store made to keep evidence: able to lock its objects from its first day. */
export interface EvidenceStore {
  readonly cloud: Cloud;
  readonly resource: PolicyResource;
  /** Bucket, or storage account: the name that a shipper must say to reach it. */
  readonly name: string;
  readonly lock: ObjectLock;
  /** Whether old versions are kept; true where a lock needs none. UNKNOWN where that is not known. */
  readonly versioned: Plain;
  /** Whether nobody can open it to the public. */
  readonly closed: Plain;
}

const NO_LOCK: ObjectLock = { days: 0, final: false };

const BUCKET_LOCK = "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration";
const BUCKET_VERSIONING = "aws:s3/bucketVersioning:BucketVersioning";
const BUCKET_ACCESS = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";
const BUCKET_REPLICATION = "aws:s3/bucketReplicationConfig:BucketReplicationConfig";
const ACCESS_SWITCHES = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"];
const GCS_BINDINGS = /^gcp:storage\/bucketIAM(Member|Binding):/;
const EVERYBODY = ["allUsers", "allAuthenticatedUsers"];

/** Every store of evidence in the world. Copies that a bucket replicates to have no shipper of their own and are left out. */
export function evidenceStoresIn(world: World): readonly EvidenceStore[] {
  return [...s3Stores(world), ...gcsStores(world), ...azureStores(world)];
}

function s3Stores(world: World): readonly EvidenceStore[] {
  const copies = world
    .byType(BUCKET_REPLICATION)
    .flatMap(({ props }) =>
      items(read(props, "rules")).map((rule) => text(read(rule, "destination", "bucket"))?.replace(/^arn:[^:]+:s3:::/, "")),
    );
  return world
    .byType("aws:s3/bucket:Bucket")
    .filter(({ props }) => props["objectLockEnabled"] === true && !copies.includes(text(props["bucket"])))
    .map((bucket) => {
      const about = (type: string): PolicyResource | undefined => partOf(world, bucket, type, "bucket");
      const lock = about(BUCKET_LOCK);
      const access = about(BUCKET_ACCESS)?.props;
      return {
        cloud: "aws",
        resource: bucket,
        name: text(bucket.props["bucket"]) ?? bucket.name,
        lock: (lock === undefined ? undefined : objectLockOf(lock)) ?? NO_LOCK,
        versioned: equals(read(about(BUCKET_VERSIONING)?.props, "versioningConfiguration", "status"), "Enabled"),
        closed: all(ACCESS_SWITCHES.map((name) => equals(read(access, name), true))),
      };
    });
}

function gcsStores(world: World): readonly EvidenceStore[] {
  return world
    .byType("gcp:storage/bucket:Bucket")
    .filter(({ props }) => !isAbsent(props["retentionPolicy"]))
    .map((bucket) => {
      const name = text(bucket.props["name"]) ?? bucket.name;
      const open = world.resources.some(
        ({ type, props }) => GCS_BINDINGS.test(type) && props["bucket"] === name && boundTo(props).some(isEverybody),
      );
      const prevented = equals(bucket.props["publicAccessPrevention"], "enforced");
      const uniform = equals(bucket.props["uniformBucketLevelAccess"], true);
      // Versioning and a locked retention policy exclude each other: the policy itself refuses to overwrite.
      return {
        cloud: "gcp",
        resource: bucket,
        name,
        lock: objectLockOf(bucket) ?? NO_LOCK,
        versioned: true,
        closed: open ? false : all([prevented, uniform]),
      };
    });
}

function azureStores(world: World): readonly EvidenceStore[] {
  return world
    .byType("azure-native:storage:StorageAccount")
    .filter(({ props }) => read(props, "immutableStorageWithVersioning", "enabled") === true)
    .map((account) => {
      const service = partOf(world, account, "azure-native:storage:BlobServiceProperties", "accountName");
      const { allowBlobPublicAccess, publicNetworkAccess } = account.props;
      return {
        cloud: "azure",
        resource: account,
        name: text(account.props["accountName"]) ?? account.name,
        lock: objectLockOf(account) ?? NO_LOCK,
        versioned: equals(service?.props["isVersioningEnabled"], true),
        closed: all([equals(allowBlobPublicAccess, false), equals(publicNetworkAccess, "Disabled")]),
      };
    });
}

function boundTo(props: PlainRecord): readonly Plain[] {
  return [props["member"], ...items(props["members"])];
}

function isEverybody(member: Plain): boolean {
  return EVERYBODY.includes(text(member) ?? "");
}

/** The resource of a type that says something about a store: by its name, or beside it where the name is not known yet. */
function partOf(world: World, store: PolicyResource, type: string, field: string): PolicyResource | undefined {
  const name = store.props[field];
  const candidates = world.byType(type);
  return (
    candidates.find(({ props }) => !isUnknown(props[field]) && props[field] === name) ??
    candidates.find(({ props, parent }) => isUnknown(props[field]) && parent === store.parent)
  );
}

function equals(value: Plain, wanted: Plain): Plain {
  return isUnknown(value) ? UNKNOWN : value === wanted;
}

function all(answers: readonly Plain[]): Plain {
  if (answers.includes(false)) return false;
  return answers.includes(UNKNOWN) ? UNKNOWN : true;
}
