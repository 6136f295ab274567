import { z } from "zod";

const volume = z.string().default("5Gi").describe("Size of the audit volume of each gateway pod, in front of the store.");

const cidrs = z.array(z.string().regex(/^[0-9a-fA-F.:]+\/\d{1,3}$/)).min(1);

/** S3's words; the other clouds have the same two: a lock that an administrator can lift, and one that nobody can. */
const mode = z.enum(["GOVERNANCE", "COMPLIANCE"]);

const confirmation = z.strictObject({
  account: z.string().describe("Account, project or subscription that the store is in."),
  bucket: z.string().describe("The bucket, or `account/container` of Azure."),
  retentionDays: z.int().describe("Days of the lock."),
  mode: mode.describe("Mode of the lock."),
  beyondSevenYears: z
    .boolean()
    .default(false)
    .describe("True confirms more than 2,557 days: nobody, not even the cloud, ends them."),
});

/** What every store has. */
const fields = {
  volume,
  prefix: z
    .string()
    .regex(/^[a-z0-9-]+(\/[a-z0-9-]+)*$/)
    .default("audit/gateway")
    .describe("Every object lies below it."),
  retention: z
    .strictObject({
      days: z.int().min(1).max(36_500).optional().describe("Days nobody may change an object. Default: the profile's."),
      mode: mode.optional().describe("GOVERNANCE: break-glass may end it; COMPLIANCE: nobody. Default: the profile's."),
    })
    .prefault({})
    .describe("The lock on every object: none in local and dev, 7 days in staging, 365 days in prod."),
  confirmIrreversible: confirmation.optional().describe("A deployment locks nothing without it."),
  deleteAfterDays: z.int().min(1).optional().describe("Age at which objects are deleted. Default: never."),
  breakGlass: z
    .array(z.string().min(1))
    .default([])
    .describe("Who may still change the store's settings: role ARNs, Google Cloud `principal…://` names, Entra object ids."),
  alertEmails: z.array(z.email()).default([]).describe("Who is told of attempts to delete or unlock."),
};

const bucket = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{1,49}[a-z0-9]$/)
  .describe("Name of the bucket, unique in the world; its access logs are in one of the same name with `-access-logs`.");

const s3 = z.strictObject({
  store: z.literal("s3").describe("Amazon S3 with Object Lock."),
  ...fields,
  bucket,
  account: z
    .strictObject({
      accountId: z
        .string()
        .regex(/^\d{12}$/)
        .describe("Its number, quoted."),
      assumeRole: z
        .string()
        .regex(/^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/)
        .describe("Role of that account that the provider takes on."),
    })
    .optional()
    .describe("An account of its own for the store, and the role that sets it up. Default: the stack's account."),
  endpointCidrs: cidrs.describe("Addresses of S3 in the region, or of its endpoint in the VPC, for the NetworkPolicy."),
  replication: z
    .strictObject({
      bucket: z.string().describe("A bucket with Object Lock that exists, in another account or region."),
      accountId: z
        .string()
        .regex(/^\d{12}$/)
        .describe("Account that owns it and the copies."),
      keyArn: z
        .string()
        .regex(/^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[\w-]+$/)
        .describe("Key there that encrypts the copies."),
    })
    .optional()
    .describe("A second copy of every object. Default: none."),
});

const gcs = z.strictObject({
  store: z.literal("gcs").describe("Google Cloud Storage with a retention policy."),
  ...fields,
  bucket,
  account: z
    .strictObject({
      projectId: z
        .string()
        .regex(/^[a-z][a-z0-9-]{4,28}[a-z0-9]$/)
        .describe("Id of the project."),
      projectNumber: z
        .string()
        .regex(/^\d{6,14}$/)
        .describe("Its number, quoted; the storage service's own identity is named by it."),
    })
    .optional()
    .describe("A project of its own for the store. Default: the stack's project."),
  endpointCidrs: cidrs
    .default(["199.36.153.4/30"])
    .describe("Addresses of storage.googleapis.com as the cluster resolves it. Default: restricted.googleapis.com."),
  location: z
    .enum(["EU", "US", "ASIA", "EUR4", "NAM4", "ASIA1"])
    .optional()
    .describe("Several regions that each keep a copy. Default: the stack's region."),
});

const azureBlob = z.strictObject({
  store: z.literal("azureBlob").describe("Azure Blob Storage with version-level immutability."),
  ...fields,
  storageAccount: z
    .string()
    .regex(/^[a-z0-9]{3,20}$/)
    .describe("Name of the storage account, unique in the world; its logs are in one of the same name with `logs`."),
  container: z
    .string()
    .regex(/^[a-z0-9](-?[a-z0-9]){2,62}$/)
    .default("audit")
    .describe("Container of the objects."),
  resourceGroup: z
    .string()
    .regex(/^[\w().-]{1,89}[\w()-]$/)
    .describe("Resource group to make for the store and everything around it."),
  account: z
    .strictObject({ subscriptionId: z.uuid().describe("Id of the subscription.") })
    .optional()
    .describe("A subscription of its own. Default: the stack's."),
  phase: z
    .enum(["unlocked", "locked"])
    .default("unlocked")
    .describe("Azure locks only what exists unlocked: deploy `unlocked` first, then `locked`."),
  privateEndpoint: z
    .strictObject({
      subnetId: z
        .string()
        .regex(/^\/subscriptions\/[^\s]+$/)
        .describe("Resource id of a subnet of the cluster's network."),
      virtualNetworkId: z
        .string()
        .regex(/^\/subscriptions\/[^\s]+$/)
        .describe("Resource id of that network; names resolve in it."),
    })
    .describe("Where the store is reached from; it has no public address."),
  endpointCidrs: cidrs.describe("Addresses of the private endpoint's subnet, for the NetworkPolicy."),
  redundancy: z
    .enum(["Standard_LRS", "Standard_ZRS", "Standard_GRS", "Standard_GZRS"])
    .default("Standard_ZRS")
    .describe("Copies: one site, three zones, or a second region."),
});

/** `palisade:audit`: where the audit trail is kept, and for how long nobody may change it. */
export const auditConfig = z.discriminatedUnion("store", [
  z.strictObject({ store: z.literal("none").describe("Audit events stay in the pod's volume and go with it."), volume }),
  s3,
  gcs,
  azureBlob,
]);
export type AuditConfig = z.infer<typeof auditConfig>;
/** Every choice but `none`. */
export type StoreConfig = Exclude<AuditConfig, { store: "none" }>;
export type S3Config = Extract<AuditConfig, { store: "s3" }>;
export type GcsConfig = Extract<AuditConfig, { store: "gcs" }>;
export type AzureBlobConfig = Extract<AuditConfig, { store: "azureBlob" }>;
