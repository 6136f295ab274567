import type { CloudConfig } from "../config.ts";
import { arn } from "../iam/aws/arns.ts";
import type { AzureBlobConfig, GcsConfig, S3Config, StoreConfig } from "./config.ts";
import type { AuditStoreFacts } from "./contract.ts";

/** The cloud that each store belongs to. */
export const STORE_CLOUD = { s3: "aws", gcs: "gcp", azureBlob: "azure" } as const satisfies Record<
  StoreConfig["store"],
  CloudConfig["provider"]
>;

/** A store together with a cloud that has it. */
export type PlacedStore =
  | { readonly kind: "s3"; readonly store: S3Config; readonly cloud: Extract<CloudConfig, { provider: "aws" }> }
  | { readonly kind: "gcs"; readonly store: GcsConfig; readonly cloud: Extract<CloudConfig, { provider: "gcp" }> }
  | { readonly kind: "azureBlob"; readonly store: AzureBlobConfig; readonly cloud: Extract<CloudConfig, { provider: "azure" }> };

/** The store in its account, which may be one of its own; undefined where the stack's cloud has no such store. */
export function placeStore(store: StoreConfig, cloud: CloudConfig | undefined): PlacedStore | undefined {
  if (store.store === "s3" && cloud?.provider === "aws") return { kind: "s3", store, cloud: { ...cloud, ...store.account } };
  if (store.store === "gcs" && cloud?.provider === "gcp") return { kind: "gcs", store, cloud: { ...cloud, ...store.account } };
  if (store.store === "azureBlob" && cloud?.provider === "azure")
    return { kind: "azureBlob", store, cloud: { ...cloud, ...store.account } };
  return undefined;
}

/** Account, project or subscription. */
export function accountOf(cloud: CloudConfig): string {
  switch (cloud.provider) {
    case "aws":
      return cloud.accountId;
    case "gcp":
      return cloud.projectId;
    case "azure":
      return cloud.subscriptionId;
  }
}

/** What others may know of the store before it exists; undefined where the audit trail is not kept. */
export function auditStoreFacts(store: StoreConfig, cloud: CloudConfig | undefined): AuditStoreFacts | undefined {
  const placed = placeStore(store, cloud);
  if (placed === undefined) return undefined;
  return { store: placed.store.store, prefix: placed.store.prefix, bucket: bucketOf(placed.store), ...addressOf(placed) };
}

/** The bucket, or `account/container`. */
export function bucketOf(store: StoreConfig): string {
  return store.store === "azureBlob" ? `${store.storageAccount}/${store.container}` : store.bucket;
}

function addressOf(placed: PlacedStore): Pick<AuditStoreFacts, "endpoint" | "region" | "key" | "resourceId" | "projectId"> {
  switch (placed.kind) {
    case "s3": {
      const { region } = placed.cloud;
      return { region, endpoint: `s3.${region}.amazonaws.com`, key: arn(placed.cloud, "kms", keyAlias(placed.store)) };
    }
    case "gcs": {
      const { store, cloud } = placed;
      const { location, keyLocation } = gcsLocation(store, cloud.region);
      const key = `projects/${cloud.projectId}/locations/${keyLocation}/keyRings/${store.bucket}/cryptoKeys/${KEY_NAME}`;
      return { region: location, projectId: cloud.projectId, endpoint: "storage.googleapis.com", key };
    }
    case "azureBlob": {
      const { store, cloud } = placed;
      return {
        region: cloud.region,
        resourceId: `${storageAccountId(store, cloud.subscriptionId)}/blobServices/default/containers/${store.container}`,
        endpoint: `${store.storageAccount}.blob.core.windows.net`,
        key: `https://${keyVault(store)}.vault.azure.net/keys/${KEY_NAME}`,
      };
    }
  }
}

/** Name of the key that encrypts objects, in its ring or vault. */
export const KEY_NAME = "audit";

/** Alias of the key: the id of a key is only known once it exists. */
export function keyAlias({ bucket }: S3Config): string {
  return `alias/${bucket}`;
}

/** Vaults have at most 24 characters. */
export function keyVault({ storageAccount }: AzureBlobConfig): string {
  return `${storageAccount}-kv`;
}

/** Resource id of a storage account of the store: its own, or that of its logs. */
export function storageAccountId({ resourceGroup, storageAccount }: AzureBlobConfig, subscription: string): string {
  return `/subscriptions/${subscription}/resourceGroups/${resourceGroup}/providers/Microsoft.Storage/storageAccounts/${storageAccount}`;
}

/** A bucket and its key must be in the same place; KMS names two of the multi-regions in its own way. */
export function gcsLocation(store: GcsConfig, region: string): { readonly location: string; readonly keyLocation: string } {
  const location = store.location ?? region.toUpperCase();
  return { location, keyLocation: location === "EU" ? "europe" : location.toLowerCase() };
}

/** Whether the store is outside the account of the workloads that write to it. */
export function inOwnAccount(store: StoreConfig, cloud: CloudConfig): boolean {
  const placed = placeStore(store, cloud);
  return placed !== undefined && accountOf(placed.cloud) !== accountOf(cloud);
}
