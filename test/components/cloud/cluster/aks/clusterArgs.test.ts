import { describe, expect, it } from "vitest";
import { aksClusterArgs, deletionLock } from "../../../../../components/cloud/cluster/aks/clusterArgs.ts";
import { aksParts, AZURE } from "./fixture.ts";

const GROUP = `/subscriptions/${AZURE.subscriptionId}/resourceGroups/prod/providers`;
const KNOWN = {
  kubelet: { clientId: "client", objectId: "object" },
  secretsKey: "https://acme-prod-keys.vault.azure.net/keys/secrets/1",
};

const args = aksClusterArgs(aksParts(), KNOWN);
const changed = (change: Readonly<Record<string, unknown>>) => aksClusterArgs(aksParts(change), KNOWN);

describe("an AKS cluster", () => {
  it.each<[string, object]>([
    [
      "has no public address",
      {
        publicNetworkAccess: "Disabled",
        apiServerAccessProfile: { enablePrivateCluster: true, enablePrivateClusterPublicFQDN: false },
      },
    ],
    [
      "answers in a subnet of its own, found by a private name",
      {
        apiServerAccessProfile: {
          enableVnetIntegration: true,
          subnetId: `${GROUP}/Microsoft.Network/virtualNetworks/prod/subnets/api-server`,
          privateDNSZone: "system",
        },
      },
    ],
    ["runs no command for whoever may call Azure", { apiServerAccessProfile: { disableRunCommand: true } }],
    ["has no account of its own", { disableLocalAccounts: true }],
    [
      "asks Entra who somebody is and what they may do",
      {
        enableRBAC: true,
        aadProfile: {
          managed: true,
          enableAzureRBAC: true,
          adminGroupObjectIDs: ["2a1b2c3d-4e5f-4a7b-8c9d-0e1f2a3b4c5d"],
          tenantID: AZURE.tenantId,
        },
      },
    ],
    [
      "[P-94] issues identities to workloads",
      { oidcIssuerProfile: { enabled: true }, securityProfile: { workloadIdentity: { enabled: true } } },
    ],
    [
      "routes and enforces by Cilium over an overlay",
      {
        networkProfile: {
          networkPlugin: "azure",
          networkPluginMode: "overlay",
          networkDataplane: "cilium",
          networkPolicy: "cilium",
          podCidr: "10.244.0.0/16",
          serviceCidr: "10.41.0.0/16",
          dnsServiceIP: "10.41.0.10",
          advancedNetworking: { enabled: true, security: { enabled: true, advancedNetworkPolicies: "FQDN" } },
        },
      },
    ],
    [
      "lets nodes out by the NAT gateway only",
      { networkProfile: { outboundType: "userAssignedNATGateway", loadBalancerSku: "standard" } },
    ],
    [
      "encrypts Secrets in etcd by a vault that only the network reaches",
      {
        securityProfile: {
          azureKeyVaultKms: {
            enabled: true,
            keyId: KNOWN.secretsKey,
            keyVaultNetworkAccess: "Private",
            keyVaultResourceId: `${GROUP}/Microsoft.KeyVault/vaults/acme-prod-keys`,
          },
        },
      },
    ],
    ["encrypts disks under its own key", { diskEncryptionSetID: `${GROUP}/Microsoft.Compute/diskEncryptionSets/prod-disks` }],
    ["removes images that nobody uses", { securityProfile: { imageCleaner: { enabled: true, intervalHours: 48 } } }],
    [
      "is watched by Defender",
      {
        securityProfile: {
          defender: {
            securityMonitoring: { enabled: true },
            logAnalyticsWorkspaceResourceId: `${GROUP}/Microsoft.OperationalInsights/workspaces/prod`,
          },
        },
      },
    ],
    [
      "acts by identities that exist before it",
      {
        identity: {
          type: "UserAssigned",
          userAssignedIdentities: [`${GROUP}/Microsoft.ManagedIdentity/userAssignedIdentities/prod-control-plane`],
        },
        identityProfile: {
          kubeletidentity: {
            resourceId: `${GROUP}/Microsoft.ManagedIdentity/userAssignedIdentities/prod-kubelet`,
            clientId: "client",
            objectId: "object",
          },
        },
      },
    ],
    ["is upgraded by channels", { autoUpgradeProfile: { upgradeChannel: "patch", nodeOSUpgradeChannel: "NodeImage" } }],
    [
      "lets nobody change its nodes behind its back",
      { nodeResourceGroup: "prod-nodes", nodeResourceGroupProfile: { restrictionLevel: "ReadOnly" } },
    ],
    ["has no second Gatekeeper", { addonProfiles: { azurepolicy: { enabled: false } } }],
    ["has an uptime guarantee", { sku: { name: "Base", tier: "Standard" }, supportPlan: "KubernetesOfficial" }],
    [
      "has the drivers it needs",
      {
        storageProfile: {
          diskCSIDriver: { enabled: true },
          snapshotController: { enabled: true },
          fileCSIDriver: { enabled: false },
          blobCSIDriver: { enabled: false },
        },
      },
    ],
    ["begins with the system's nodes", { agentPoolProfiles: [{ name: "system", mode: "System" }] }],
    ["is of the version asked for, and says whose it is", { kubernetesVersion: "1.36", tags: { owner: "platform" } }],
  ])("%s", (_title, expected) => {
    expect(args).toMatchObject(expected);
  });

  it("answers the networks that are named, and its nodes privately, where it must have a public address", () => {
    const open = changed({ access: { mode: "publicCidrs", cidrs: ["8.8.8.0/24"] } });
    expect(open).toMatchObject({
      publicNetworkAccess: "Enabled",
      apiServerAccessProfile: { enablePrivateCluster: false, enableVnetIntegration: true, authorizedIPRanges: ["8.8.8.0/24"] },
    });
    expect(open).not.toHaveProperty("apiServerAccessProfile.privateDNSZone");
    expect(args).not.toHaveProperty("apiServerAccessProfile.authorizedIPRanges");
  });

  it("names no vault to link where the vault is public", () => {
    const keyVault = { name: "acme-dev-keys", publicAccess: true };
    expect(changed({ keyVault }).securityProfile).toHaveProperty("azureKeyVaultKms", {
      enabled: true,
      keyId: KNOWN.secretsKey,
      keyVaultNetworkAccess: "Public",
    });
  });

  it("keeps a version for two years where it is paid for", () => {
    expect(changed({ tier: "Premium" })).toMatchObject({ sku: { tier: "Premium" }, supportPlan: "AKSLongTermSupport" });
  });

  it("cannot be deleted by mistake", () => {
    expect(deletionLock(aksParts())).toMatchObject({
      level: "CanNotDelete",
      scope: `${GROUP}/Microsoft.ContainerService/managedClusters/prod`,
    });
  });
});
