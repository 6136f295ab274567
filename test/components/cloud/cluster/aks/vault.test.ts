import { describe, expect, it } from "vitest";
import {
  diskEncryptionArgs,
  keyArgs,
  vaultArgs,
  vaultEndpointArgs,
  vaultZoneGroupArgs,
} from "../../../../../components/cloud/cluster/aks/vault.ts";
import { aksParts, AZURE } from "./fixture.ts";

const parts = aksParts();

describe("the vault of an AKS cluster", () => {
  it("goes by roles, keeps what is deleted, and is reached from the network only", () => {
    expect(vaultArgs(parts)).toMatchObject({
      vaultName: "acme-prod-keys",
      properties: {
        tenantId: AZURE.tenantId,
        enableRbacAuthorization: true,
        enableSoftDelete: true,
        enablePurgeProtection: true,
        softDeleteRetentionInDays: 90,
        enabledForDeployment: false,
        enabledForTemplateDeployment: false,
        enabledForDiskEncryption: false,
        publicNetworkAccess: "Disabled",
        networkAcls: { bypass: "AzureServices", defaultAction: "Deny" },
      },
    });
  });

  it("answers publicly where the stack says so", () => {
    const open = aksParts({ keyVault: { name: "acme-dev-keys", publicAccess: true } });
    expect(vaultArgs(open).properties).toMatchObject({
      publicNetworkAccess: "Enabled",
      networkAcls: { bypass: "AzureServices", defaultAction: "Allow" },
    });
  });

  it("has an address in the network, and its name leads there", () => {
    expect(vaultEndpointArgs(parts)).toMatchObject({
      privateEndpointName: "prod-vault",
      subnet: { id: parts.names.subnetIds.endpoints },
      privateLinkServiceConnections: [{ privateLinkServiceId: parts.names.vaultId, groupIds: ["vault"] }],
    });
    expect(vaultZoneGroupArgs(parts)).toMatchObject({
      privateEndpointName: "prod-vault",
      privateDnsZoneConfigs: [{ name: "privatelink-vaultcore-azure-net", privateDnsZoneId: parts.names.vaultZoneId }],
    });
  });

  it("renews the key of disks by itself, and that of Secrets when the cluster is told of it", () => {
    expect(keyArgs("disks", parts).properties).toMatchObject({
      kty: "RSA",
      keySize: 3072,
      rotationPolicy: { lifetimeActions: [{ action: { type: "rotate" }, trigger: { timeAfterCreate: "P1Y" } }] },
    });
    expect(keyArgs("secrets", parts).properties).not.toHaveProperty("rotationPolicy");
  });

  it("encrypts disks by an identity of their own, and follows the key", () => {
    expect(diskEncryptionArgs(parts, "https://acme-prod-keys.vault.azure.net/keys/disks/1")).toMatchObject({
      diskEncryptionSetName: "prod-disks",
      encryptionType: "EncryptionAtRestWithCustomerKey",
      rotationToLatestKeyVersionEnabled: true,
      identity: { type: "UserAssigned", userAssignedIdentities: [parts.names.identityIds.disks] },
      activeKey: {
        keyUrl: "https://acme-prod-keys.vault.azure.net/keys/disks/1",
        sourceVault: { id: parts.names.vaultId },
      },
    });
  });
});
