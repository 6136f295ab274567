import type { ActivityLogAlertArgs } from "@pulumi/azure-native/monitor/activityLogAlert.js";
import type { ManagementPolicyArgs } from "@pulumi/azure-native/storage/managementPolicy.js";
import type { StorageAccountArgs } from "@pulumi/azure-native/storage/storageAccount.js";
import type { VaultArgs } from "@pulumi/azure-native/keyvault/vault.js";
import type { AzureConfig } from "../../config.ts";
import type { AzureBlobConfig } from "../config.ts";
import { keyVault, storageAccountId } from "../location.ts";
import type { Retention } from "../retention.ts";

/** Everything that decides how the store in Azure looks. */
export interface AzurePlan {
  readonly store: AzureBlobConfig;
  /** Subscription of the store. */
  readonly cloud: AzureConfig;
  readonly retention: Retention;
}

/** Age at which blobs move to a cheaper tier that still answers at once. Unit: days. */
const COLD_AFTER = 90;

/** How long access logs are kept: over a year, so that a yearly review finds all of it. Unit: days. */
export const LOGS_KEPT = 400;

/** What every storage account here refuses: keys, anonymous readers, old TLS, other tenants, file protocols. */
const HARDENED = {
  kind: "StorageV2",
  allowBlobPublicAccess: false,
  allowSharedKeyAccess: false,
  defaultToOAuthAuthentication: true,
  minimumTlsVersion: "TLS1_2",
  enableHttpsTrafficOnly: true,
  publicNetworkAccess: "Disabled",
  allowCrossTenantReplication: false,
  isLocalUserEnabled: false,
  isSftpEnabled: false,
} as const;

type AccountSettings = Omit<StorageAccountArgs, "tags" | "identity" | "encryption" | "resourceGroupName">;

/** The store's account: able to lock from its creation, because later that would be another account. Pure. */
export function accountArgs(plan: AzurePlan): AccountSettings {
  const { store, cloud } = plan;
  return {
    accountName: store.storageAccount,
    location: cloud.region,
    sku: { name: store.redundancy },
    ...HARDENED,
    networkRuleSet: { defaultAction: "Deny", bypass: "None" },
    immutableStorageWithVersioning: { enabled: true, ...immutability(plan) },
  };
}

/** Azure makes a policy unlocked only, and locks it for good in a second update. A lock that can be lifted stays unlocked. */
function immutability({
  store,
  retention,
}: AzurePlan): Pick<
  NonNullable<Extract<StorageAccountArgs["immutableStorageWithVersioning"], { enabled?: unknown }>>,
  "immutabilityPolicy"
> {
  if (retention.mode === "none") return {};
  const locked = retention.mode === "COMPLIANCE" && store.phase === "locked";
  return {
    immutabilityPolicy: {
      immutabilityPeriodSinceCreationInDays: retention.days,
      // Every object is written once; appending would need another form of lock.
      allowProtectedAppendWrites: false,
      state: locked ? "Locked" : "Unlocked",
    },
  };
}

/** Name of the account that receives access logs; Azure's own services may write to it, nobody reaches it from outside. */
export function logsAccount({ store }: AzurePlan): string {
  return `${store.storageAccount}logs`;
}

export function logsArgs(plan: AzurePlan): AccountSettings {
  return {
    accountName: logsAccount(plan),
    location: plan.cloud.region,
    sku: { name: "Standard_ZRS" },
    ...HARDENED,
    networkRuleSet: { defaultAction: "Deny", bypass: "AzureServices" },
  };
}

/** Resource id of the store's account, or of that of its logs. */
export function accountId({ store, cloud }: AzurePlan, account: string = store.storageAccount): string {
  return storageAccountId({ ...store, storageAccount: account }, cloud.subscriptionId);
}

/** Blobs get cheaper, and go only where the stack says so, after their lock. Pure. */
export function lifecycle({ store }: AzurePlan): Pick<ManagementPolicyArgs, "policy"> {
  const { deleteAfterDays } = store;
  const end = deleteAfterDays === undefined ? {} : { delete: { daysAfterCreationGreaterThan: deleteAfterDays } };
  const versions = deleteAfterDays === undefined ? {} : { version: end };
  const definition = {
    actions: { baseBlob: { tierToCold: { daysAfterModificationGreaterThan: COLD_AFTER }, ...end }, ...versions },
    filters: { blobTypes: ["blockBlob"] },
  };
  return { policy: { rules: [{ name: "audit", enabled: true, type: "Lifecycle", definition }] } };
}

/** A vault that gives no key up: what is deleted comes back for 90 days, and nobody purges it. Pure. */
export function vaultArgs({ store, cloud }: AzurePlan): Omit<VaultArgs, "tags"> {
  return {
    vaultName: keyVault(store),
    resourceGroupName: store.resourceGroup,
    location: cloud.region,
    properties: {
      tenantId: cloud.tenantId,
      sku: { family: "A", name: "premium" },
      enableRbacAuthorization: true,
      enableSoftDelete: true,
      softDeleteRetentionInDays: 90,
      enablePurgeProtection: true,
      publicNetworkAccess: "Disabled",
      // Storage uses the key from inside Azure; nobody else reaches the vault by the network.
      networkAcls: { bypass: "AzureServices", defaultAction: "Deny" },
    },
  };
}

/** Built-in role that wraps and unwraps with a key and does nothing else: Key Vault Crypto Service Encryption User. */
export const KEY_USER = "e147488a-f6f5-4113-8e2d-b22465e65bf6";

/** Operations on the store, its key and its guards that somebody is told of, whether they succeed or are denied. */
const WATCHED = {
  account: "Microsoft.Storage/storageAccounts/delete",
  settings: "Microsoft.Storage/storageAccounts/write",
  container: "Microsoft.Storage/storageAccounts/blobServices/containers/delete",
  vault: "Microsoft.KeyVault/vaults/delete",
  guard: "Microsoft.Authorization/locks/delete",
  logging: "Microsoft.Insights/diagnosticSettings/delete",
  // The alarms themselves: who silences one is told of by the others.
  alerts: "Microsoft.Insights/activityLogAlerts/delete",
  queries: "Microsoft.Insights/scheduledQueryRules/delete",
  receivers: "Microsoft.Insights/actionGroups/delete",
} as const;

/** One alert for each operation: the activity log has no other way to name several. Pure but for the group. */
export function alerts(
  plan: AzurePlan,
): Readonly<Record<string, Pick<ActivityLogAlertArgs, "condition" | "description" | "scopes">>> {
  const { store, cloud } = plan;
  const group = `/subscriptions/${cloud.subscriptionId}/resourceGroups/${store.resourceGroup}`;
  const alert = (operation: string): Pick<ActivityLogAlertArgs, "condition" | "description" | "scopes"> => ({
    description: `Attempt on the audit store ${store.storageAccount}: ${operation}`,
    scopes: [group],
    condition: {
      allOf: [
        { field: "category", equals: "Administrative" },
        { field: "operationName", equals: operation },
      ],
    },
  });
  return Object.fromEntries(Object.entries(WATCHED).map(([name, operation]) => [name, alert(operation)]));
}

/** Deletions and overwrites of blobs are in no activity log, only in the account's own. */
export const BLOB_QUERY = [
  "StorageBlobLogs",
  '| where OperationName in ("DeleteBlob", "DeleteContainer", "SetBlobImmutabilityPolicy", "DeleteBlobImmutabilityPolicy", "SetBlobLegalHold")',
].join("\n");
