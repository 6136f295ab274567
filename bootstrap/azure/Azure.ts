import { RoleAssignment } from "@pulumi/azure-native/authorization/roleAssignment.js";
import { RoleDefinition } from "@pulumi/azure-native/authorization/roleDefinition.js";
import { Key } from "@pulumi/azure-native/keyvault/key.js";
import { Vault } from "@pulumi/azure-native/keyvault/vault.js";
import { FederatedIdentityCredential } from "@pulumi/azure-native/managedidentity/federatedIdentityCredential.js";
import { UserAssignedIdentity } from "@pulumi/azure-native/managedidentity/userAssignedIdentity.js";
import { ResourceGroup } from "@pulumi/azure-native/resources/resourceGroup.js";
import { BlobContainer } from "@pulumi/azure-native/storage/blobContainer.js";
import { BlobServiceProperties } from "@pulumi/azure-native/storage/blobServiceProperties.js";
import { StorageAccount } from "@pulumi/azure-native/storage/storageAccount.js";
import type { CustomResourceOptions } from "@pulumi/pulumi";
import type { CloudAccount } from "../../components/cloud/account/CloudAccount.ts";
import { uuidOf } from "../../components/cloud/iam/names.ts";
import type { Bootstrap } from "../contract.ts";
import { assignments, azureNames, subjectOf, type AzureBootstrap, type Situation } from "./names.ts";

/** State, key and identities in an Azure subscription. */
export function createAzure(config: AzureBootstrap, account: CloudAccount, deployPolicy: string | undefined): Bootstrap {
  const names = azureNames(config);
  const opts: CustomResourceOptions = { provider: account.provider };
  const kept: CustomResourceOptions = { ...opts, protect: true, retainOnDelete: true };
  const tags = account.tags("confidential");
  const group = new ResourceGroup("state", { resourceGroupName: names.group, location: config.cloud.region, tags }, kept);
  const inGroup = { ...kept, dependsOn: [group] };
  createStorage(config, tags, inGroup);
  createVaults(config, tags, inGroup);
  const parts = { config, tags, opts: { ...opts, dependsOn: [group] } };
  const deploy = createIdentity("deploy", parts);
  const preview = createIdentity("preview", parts);
  if (deployPolicy !== undefined) createDeployRole(deploy, deployPolicy, parts);
  return {
    backend: `azblob://${names.container}?storage_account=${names.account}`,
    secretsProvider: `azurekeyvault://${names.vault}.vault.azure.net/keys/${names.keyName}`,
    deployRole: deploy.clientId,
    previewRole: preview.clientId,
    spireKeys: names.spireVaultId,
  };
}

/** Versioned, so that a broken state can be put back; no keys of the account, no public blob, only named networks. */
function createStorage(config: AzureBootstrap, tags: Record<string, string>, kept: CustomResourceOptions): void {
  const { group: resourceGroupName, account: accountName, container: containerName } = azureNames(config);
  const account = new StorageAccount(
    "state",
    {
      resourceGroupName,
      accountName,
      location: config.cloud.region,
      kind: "StorageV2",
      sku: { name: "Standard_ZRS" },
      allowBlobPublicAccess: false,
      allowSharedKeyAccess: false,
      defaultToOAuthAuthentication: true,
      minimumTlsVersion: "TLS1_2",
      enableHttpsTrafficOnly: true,
      networkRuleSet: { defaultAction: "Deny", bypass: "None", ipRules: ipRules(config) },
      encryption: { keySource: "Microsoft.Storage", requireInfrastructureEncryption: true },
      tags,
    },
    kept,
  );
  const part = { ...kept, dependsOn: [account] };
  const keep = { enabled: true, days: 30 };
  const properties = { isVersioningEnabled: true, deleteRetentionPolicy: keep, containerDeleteRetentionPolicy: keep };
  new BlobServiceProperties("state", { resourceGroupName, accountName, blobServicesName: "default", ...properties }, part);
  new BlobContainer("state", { resourceGroupName, accountName, containerName, publicAccess: "None" }, part);
}

/** One vault for the key of the state, one for the keys that SPIRE makes: whoever may make keys reaches every key of a vault. */
function createVaults(config: AzureBootstrap, tags: Record<string, string>, kept: CustomResourceOptions): void {
  const { group: resourceGroupName, vault, spireVault, keyName } = azureNames(config);
  const properties = {
    tenantId: config.cloud.tenantId,
    sku: { family: "A", name: "premium" as const },
    enableRbacAuthorization: true,
    enablePurgeProtection: true,
    enableSoftDelete: true,
    softDeleteRetentionInDays: 90,
    // SPIRE reaches its vault by a private endpoint of the cluster's network.
    networkAcls: { defaultAction: "Deny", bypass: "None", ipRules: config.reachableFrom.map((value) => ({ value })) },
  };
  const location = config.cloud.region;
  const made = new Vault("state", { resourceGroupName, vaultName: vault, location, properties, tags }, kept);
  new Vault("spire", { resourceGroupName, vaultName: spireVault, location, properties, tags }, kept);
  const key = { kty: "RSA-HSM", keySize: 3072, keyOps: ["encrypt", "decrypt", "wrapKey", "unwrapKey"] };
  new Key("state", { resourceGroupName, vaultName: vault, keyName, properties: key }, { ...kept, dependsOn: [made] });
}

function ipRules({ reachableFrom }: AzureBootstrap): { iPAddressOrRange: string; action: "Allow" }[] {
  return reachableFrom.map((iPAddressOrRange) => ({ iPAddressOrRange, action: "Allow" }));
}

interface Parts {
  readonly config: AzureBootstrap;
  readonly tags: Record<string, string>;
  readonly opts: CustomResourceOptions;
}

function createIdentity(situation: Situation, { config, tags, opts }: Parts): UserAssignedIdentity {
  const resourceGroupName = azureNames(config).group;
  const resourceName = `${config.name}-${situation}`;
  const location = config.cloud.region;
  const identity = new UserAssignedIdentity(situation, { resourceGroupName, resourceName, location, tags }, opts);
  const trust = { issuer: config.ci.issuer, subject: subjectOf(config, situation), audiences: ["api://AzureADTokenExchange"] };
  const part = { ...opts, dependsOn: [identity] };
  const federatedIdentityCredentialResourceName = "ci";
  new FederatedIdentityCredential(
    situation,
    { resourceGroupName, resourceName, federatedIdentityCredentialResourceName, ...trust },
    part,
  );
  assignments(config, situation).forEach(({ name, scope, roleDefinitionId }, index) => {
    const who = { principalId: identity.principalId, principalType: "ServicePrincipal" };
    new RoleAssignment(`${situation}-${index}`, { roleAssignmentName: name, scope, roleDefinitionId, ...who }, part);
  });
  return identity;
}

/** The deployer's own role: the actions that the stack's resources need, and no others. */
function createDeployRole(identity: UserAssignedIdentity, policy: string, { config, opts }: Parts): void {
  const scope = `/subscriptions/${config.cloud.subscriptionId}`;
  const roleDefinitionId = uuidOf(`deploy ${config.name} ${scope}`);
  const { actions, dataActions } = JSON.parse(policy) as { readonly actions: string[]; readonly dataActions: string[] };
  const permissions = [{ actions, dataActions, notActions: [], notDataActions: [] }];
  const settings = { roleDefinitionId, roleName: `${config.name} deployer`, scope, assignableScopes: [scope], permissions };
  const role = new RoleDefinition("deploy", { ...settings, roleType: "CustomRole" }, opts);
  new RoleAssignment(
    "deploy-resources",
    {
      roleAssignmentName: uuidOf(`deploy resources ${config.name}`),
      scope,
      roleDefinitionId: `${scope}/providers/Microsoft.Authorization/roleDefinitions/${roleDefinitionId}`,
      principalId: identity.principalId,
      principalType: "ServicePrincipal",
    },
    { ...opts, dependsOn: [role] },
  );
}
