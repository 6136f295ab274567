import type { Input } from "@pulumi/pulumi";
import type { ManagementLockByScopeArgs } from "@pulumi/azure-native/authorization/managementLockByScope.js";
import type { ManagedClusterArgs } from "@pulumi/azure-native/containerservice/managedCluster.js";
import type { AksConfig } from "./config.ts";
import type { AksNames } from "./names.ts";
import { dnsServiceAddress } from "./network.ts";
import { nodePool } from "./nodePools.ts";
import type { AksParts } from "./parts.ts";

/** What only Azure knows: who the kubelets are, and which version of the key encrypts Secrets. */
export interface AksIdentityValues {
  readonly kubelet: { readonly clientId: Input<string>; readonly objectId: Input<string> };
  readonly secretsKey: Input<string>;
}

/** The cluster with its system pool; an API call without a property resets it, so every one that hardens is said. */
export function aksClusterArgs(parts: AksParts, known: AksIdentityValues): ManagedClusterArgs {
  const { config, cloud, names, hardening } = parts;
  return {
    resourceName: config.name,
    resourceGroupName: names.resourceGroup,
    nodeResourceGroup: names.nodeResourceGroup,
    nodeResourceGroupProfile: { restrictionLevel: "ReadOnly" },
    location: cloud.region,
    tags: { ...hardening.tags },
    sku: { name: "Base", tier: config.tier },
    supportPlan: config.tier === "Premium" ? "AKSLongTermSupport" : "KubernetesOfficial",
    kubernetesVersion: config.kubernetesVersion,
    dnsPrefix: config.name,
    identity: { type: "UserAssigned", userAssignedIdentities: [names.identityIds["control-plane"]] },
    identityProfile: { kubeletidentity: { resourceId: names.identityIds.kubelet, ...known.kubelet } },
    ...authenticationArgs(config, cloud.tenantId),
    ...accessArgs(config, names),
    networkProfile: networkProfile(config),
    securityProfile: securityProfile(parts, known),
    diskEncryptionSetID: names.diskEncryptionSetId,
    storageProfile: {
      diskCSIDriver: { enabled: true },
      snapshotController: { enabled: true },
      // Nothing here uses shares or blobs as volumes: two drivers with rights less.
      fileCSIDriver: { enabled: false },
      blobCSIDriver: { enabled: false },
    },
    addonProfiles: { azurepolicy: { enabled: config.azurePolicy }, azureKeyvaultSecretsProvider: { enabled: false } },
    autoUpgradeProfile: { upgradeChannel: config.upgrades.cluster, nodeOSUpgradeChannel: config.upgrades.nodeImage },
    agentPoolProfiles: [{ name: "system", ...nodePool("system", parts) }],
  };
}

/** AKS has no deletion protection of its own: whoever means it takes this lock away first. Pure. */
export function deletionLock({ config, names }: AksParts): ManagementLockByScopeArgs {
  return { lockName: config.name, level: "CanNotDelete", scope: names.clusterId, notes: "Made by the stack of the cluster" };
}

/** Entra decides who somebody is and what they may do; there is no account of the cluster's own. */
function authenticationArgs({ admins }: AksConfig, tenantID: string) {
  return {
    disableLocalAccounts: true,
    enableRBAC: true,
    aadProfile: { managed: true, enableAzureRBAC: true, adminGroupObjectIDs: [...admins], tenantID },
    oidcIssuerProfile: { enabled: true },
  } satisfies Partial<ManagedClusterArgs>;
}

/**
 * Where the API server answers. It always has an address in the network, which nodes use, so that no traffic of theirs
 * leaves it and policies can name it; the public one beside it exists for `publicCidrs` only.
 */
function accessArgs({ access }: AksConfig, names: AksNames) {
  const isPrivate = access.mode !== "publicCidrs";
  return {
    publicNetworkAccess: isPrivate ? "Disabled" : "Enabled",
    apiServerAccessProfile: {
      enablePrivateCluster: isPrivate,
      enablePrivateClusterPublicFQDN: false,
      enableVnetIntegration: true,
      subnetId: names.subnetIds.apiServer,
      // Runs commands with all rights for whoever may call Azure's API, past every audit of Kubernetes.
      disableRunCommand: true,
      ...(isPrivate ? { privateDNSZone: "system" } : { authorizedIPRanges: [...access.cidrs] }),
    },
  } satisfies Partial<ManagedClusterArgs>;
}

/** Azure's names for what nodes leave the network by; neither is an address of a load balancer that anybody could call. */
const OUTBOUND = { natGateway: "userAssignedNATGateway", routeTable: "userDefinedRouting" } as const;

function networkProfile({ network }: AksConfig) {
  return {
    networkPlugin: "azure",
    networkPluginMode: "overlay",
    networkDataplane: "cilium",
    networkPolicy: "cilium",
    // Policies of Cilium's own kind, which alone can name a node: an ipBlock matches none.
    advancedNetworking: {
      enabled: true,
      observability: { enabled: false },
      security: { enabled: true, advancedNetworkPolicies: "FQDN" },
    },
    podCidr: network.pods,
    serviceCidr: network.services,
    dnsServiceIP: dnsServiceAddress(network.services),
    outboundType: OUTBOUND[network.kind === "own" ? "natGateway" : network.outbound],
    loadBalancerSku: "standard",
  } satisfies ManagedClusterArgs["networkProfile"];
}

function securityProfile({ config, names }: AksParts, { secretsKey }: AksIdentityValues) {
  return {
    workloadIdentity: { enabled: true },
    azureKeyVaultKms: {
      enabled: true,
      keyId: secretsKey,
      ...(config.keyVault.publicAccess
        ? { keyVaultNetworkAccess: "Public" }
        : { keyVaultNetworkAccess: "Private", keyVaultResourceId: names.vaultId }),
    },
    defender: { securityMonitoring: { enabled: true }, logAnalyticsWorkspaceResourceId: names.workspaceId },
    imageCleaner: { enabled: true, intervalHours: config.imageCleanerHours },
  } satisfies ManagedClusterArgs["securityProfile"];
}
