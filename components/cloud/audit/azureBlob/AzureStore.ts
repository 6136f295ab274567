import type { Resource } from "@pulumi/pulumi";
import { ManagementLockByScope } from "@pulumi/azure-native/authorization/managementLockByScope.js";
import { RoleAssignment } from "@pulumi/azure-native/authorization/roleAssignment.js";
import { Key } from "@pulumi/azure-native/keyvault/key.js";
import { Vault } from "@pulumi/azure-native/keyvault/vault.js";
import { UserAssignedIdentity } from "@pulumi/azure-native/managedidentity/userAssignedIdentity.js";
import { ResourceGroup } from "@pulumi/azure-native/resources/resourceGroup.js";
import { BlobContainer } from "@pulumi/azure-native/storage/blobContainer.js";
import { BlobServiceProperties } from "@pulumi/azure-native/storage/blobServiceProperties.js";
import { ManagementPolicy } from "@pulumi/azure-native/storage/managementPolicy.js";
import { StorageAccount } from "@pulumi/azure-native/storage/storageAccount.js";
import { childName } from "../../../shared/names.ts";
import { uuidOf } from "../../iam/names.ts";
import type { StoreChild } from "../kept.ts";
import { KEY_NAME, keyVault } from "../location.ts";
import { createBreakGlass } from "./breakGlass.ts";
import { createLogs } from "./logs.ts";
import { createPrivateEndpoint } from "./privateEndpoint.ts";
import { accountArgs, accountId, KEY_USER, lifecycle, vaultArgs, type AzurePlan } from "./settings.ts";

/** The store in Azure: key, account able to lock, container, the private way in, logs and alarms, and last the lock of administration. */
export function createAzureStore(child: StoreChild, plan: AzurePlan): void {
  const group = createGroup(child, plan);
  const key = createKey(child, plan, group);
  const account = createAccount(child, plan, key);
  const container = createContainer(child, plan, account);
  const endpoint = createPrivateEndpoint(child, plan, account);
  const logs = createLogs(child, plan, { group, account });
  createGuards(child, plan, [container, endpoint, ...logs]);
}

function createGroup({ name, parent, tags, kept }: StoreChild, { store, cloud }: AzurePlan): ResourceGroup {
  const args = { resourceGroupName: store.resourceGroup, location: cloud.region, tags };
  return new ResourceGroup(childName(name, "group"), args, { parent, ...kept });
}

/** The account's identity and what it may use; the identity comes first, because the account is made with it. */
interface AccountKey {
  readonly identity: UserAssignedIdentity;
  readonly ready: Resource[];
}

function createKey({ name, parent, tags, kept }: StoreChild, plan: AzurePlan, group: ResourceGroup): AccountKey {
  const { store, cloud } = plan;
  const resourceGroupName = store.resourceGroup;
  const opts = { parent, dependsOn: [group] };
  const identity = new UserAssignedIdentity(
    childName(name, "identity"),
    { resourceGroupName, resourceName: `${store.storageAccount}-encryption`, location: cloud.region, tags },
    opts,
  );
  const vault = new Vault(childName(name, "vault"), { ...vaultArgs(plan), tags }, { ...opts, ...kept });
  const key = new Key(
    childName(name, "key"),
    {
      resourceGroupName,
      vaultName: keyVault(store),
      keyName: KEY_NAME,
      properties: {
        kty: "RSA-HSM",
        keySize: 3072,
        keyOps: ["wrapKey", "unwrapKey"],
        rotationPolicy: { lifetimeActions: [{ action: { type: "rotate" }, trigger: { timeAfterCreate: "P1Y" } }] },
      },
      tags,
    },
    { parent, ...kept, dependsOn: [vault] },
  );
  const scope = `/subscriptions/${cloud.subscriptionId}/resourceGroups/${resourceGroupName}/providers/Microsoft.KeyVault/vaults/${keyVault(store)}/keys/${KEY_NAME}`;
  const use = new RoleAssignment(
    childName(name, "key-use"),
    {
      roleAssignmentName: uuidOf(`audit key ${scope}`),
      scope,
      principalId: identity.principalId,
      principalType: "ServicePrincipal",
      roleDefinitionId: `/subscriptions/${cloud.subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${KEY_USER}`,
    },
    { parent, dependsOn: [key] },
  );
  return { identity, ready: [group, key, use] };
}

function createAccount({ name, parent, tags, kept }: StoreChild, plan: AzurePlan, key: AccountKey): StorageAccount {
  const { store } = plan;
  return new StorageAccount(
    childName(name, "account"),
    {
      ...accountArgs(plan),
      resourceGroupName: store.resourceGroup,
      identity: { type: "UserAssigned", userAssignedIdentities: [key.identity.id] },
      encryption: {
        keySource: "Microsoft.Keyvault",
        keyVaultProperties: { keyName: KEY_NAME, keyVaultUri: `https://${keyVault(store)}.vault.azure.net` },
        encryptionIdentity: { encryptionUserAssignedIdentity: key.identity.id },
        requireInfrastructureEncryption: true,
      },
      tags,
    },
    { parent, ...kept, dependsOn: key.ready },
  );
}

/** Versions are what the account's immutability protects. */
function createContainer({ name, parent, kept }: StoreChild, plan: AzurePlan, account: StorageAccount): Resource {
  const at = { accountName: plan.store.storageAccount, resourceGroupName: plan.store.resourceGroup };
  const opts = { parent, dependsOn: [account] };
  const service = new BlobServiceProperties(
    childName(name, "blobs"),
    {
      ...at,
      blobServicesName: "default",
      isVersioningEnabled: true,
      changeFeed: { enabled: true },
      deleteRetentionPolicy: { enabled: true, days: 7 },
      containerDeleteRetentionPolicy: { enabled: true, days: 90 },
    },
    opts,
  );
  const after = { parent, dependsOn: [service] };
  new ManagementPolicy(childName(name, "lifecycle"), { ...at, managementPolicyName: "default", ...lifecycle(plan) }, after);
  const args = { ...at, containerName: plan.store.container, publicAccess: "None" as const };
  return new BlobContainer(childName(name, "container"), args, { ...after, ...kept });
}

/** Nobody deletes the account without taking the lock away first, which is break-glass's right and an alarm. */
function createGuards(child: StoreChild, plan: AzurePlan, dependsOn: Resource[]): void {
  const { name, parent, kept } = child;
  createBreakGlass(child, plan);
  if (plan.retention.mode === "none") return;
  const lock = {
    scope: accountId(plan),
    lockName: "audit-evidence",
    level: "CanNotDelete",
    notes: "Holds audit evidence; only break-glass takes this lock away.",
  };
  new ManagementLockByScope(childName(name, "no-delete"), lock, { parent, ...kept, dependsOn });
}
