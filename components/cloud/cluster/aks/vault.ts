import type { Input } from "@pulumi/pulumi";
import type { DiskEncryptionSetArgs } from "@pulumi/azure-native/compute/diskEncryptionSet.js";
import type { KeyArgs } from "@pulumi/azure-native/keyvault/key.js";
import type { VaultArgs } from "@pulumi/azure-native/keyvault/vault.js";
import type { PrivateDnsZoneGroupArgs } from "@pulumi/azure-native/network/privateDnsZoneGroup.js";
import type { PrivateEndpointArgs } from "@pulumi/azure-native/network/privateEndpoint.js";
import { VAULT_ZONE } from "./names.ts";
import type { AksParts } from "./parts.ts";

/** Keys of a cluster, by what they encrypt. */
export const CLUSTER_KEYS = ["secrets", "disks"] as const;
export type ClusterKey = (typeof CLUSTER_KEYS)[number];

/**
 * The vault of the cluster's keys: roles decide, nothing can be purged before 90 days. Without public access only private
 * endpoints reach it, and Azure's own disks, which come by the exception for trusted services. Pure.
 */
export function vaultArgs({ config, cloud, names, hardening }: AksParts): VaultArgs {
  const { name, publicAccess } = config.keyVault;
  return {
    vaultName: name,
    resourceGroupName: names.resourceGroup,
    location: cloud.region,
    tags: { ...hardening.tags },
    properties: {
      tenantId: cloud.tenantId,
      sku: { family: "A", name: "standard" },
      enableRbacAuthorization: true,
      enableSoftDelete: true,
      enablePurgeProtection: true,
      softDeleteRetentionInDays: 90,
      enabledForDeployment: false,
      enabledForTemplateDeployment: false,
      enabledForDiskEncryption: false,
      publicNetworkAccess: publicAccess ? "Enabled" : "Disabled",
      networkAcls: { bypass: "AzureServices", defaultAction: publicAccess ? "Allow" : "Deny" },
    },
  };
}

/**
 * Disks follow a new version by themselves, once a year. The cluster names one version of the key of Secrets: a new one is
 * an update of the cluster, after which Secrets are written again. Pure.
 */
export function keyArgs(key: ClusterKey, { config, names, hardening }: AksParts): KeyArgs {
  const yearly = { lifetimeActions: [{ action: { type: "rotate" as const }, trigger: { timeAfterCreate: "P1Y" } }] };
  return {
    keyName: key,
    vaultName: config.keyVault.name,
    resourceGroupName: names.resourceGroup,
    tags: { ...hardening.tags },
    properties: {
      kty: "RSA",
      keySize: 3072,
      keyOps: ["encrypt", "decrypt", "wrapKey", "unwrapKey"],
      ...(key === "disks" ? { rotationPolicy: yearly } : {}),
    },
  };
}

/** Encrypts every disk of the cluster under its key. Pure but for the version of the key, which only Azure knows. */
export function diskEncryptionArgs({ cloud, names, hardening }: AksParts, keyUrl: Input<string>): DiskEncryptionSetArgs {
  return {
    diskEncryptionSetName: names.diskEncryptionSet,
    resourceGroupName: names.resourceGroup,
    location: cloud.region,
    tags: { ...hardening.tags },
    encryptionType: "EncryptionAtRestWithCustomerKey",
    rotationToLatestKeyVersionEnabled: true,
    identity: { type: "UserAssigned", userAssignedIdentities: [names.identityIds.disks] },
    activeKey: { keyUrl, sourceVault: { id: names.vaultId } },
  };
}

/** The vault's address in the network. Pure. */
export function vaultEndpointArgs({ config, cloud, names, hardening }: AksParts): PrivateEndpointArgs {
  return {
    privateEndpointName: endpointName(config.name),
    resourceGroupName: names.resourceGroup,
    location: cloud.region,
    tags: { ...hardening.tags },
    subnet: { id: names.subnetIds.endpoints },
    privateLinkServiceConnections: [{ name: "vault", privateLinkServiceId: names.vaultId, groupIds: ["vault"] }],
  };
}

/** Makes the vault's name lead to that address. Pure. */
export function vaultZoneGroupArgs({ config, names }: AksParts): PrivateDnsZoneGroupArgs {
  return {
    privateDnsZoneGroupName: "vault",
    privateEndpointName: endpointName(config.name),
    resourceGroupName: names.resourceGroup,
    privateDnsZoneConfigs: [{ name: VAULT_ZONE.replaceAll(".", "-"), privateDnsZoneId: names.vaultZoneId }],
  };
}

function endpointName(cluster: string): string {
  return `${cluster}-vault`;
}
