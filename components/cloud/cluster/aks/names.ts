import type { AzureConfig } from "../../config.ts";
import type { AksConfig } from "./config.ts";
import type { AksNetworkConfig } from "./network.config.ts";

/** Names and ids of everything around a cluster, computed: so that scopes of roles are known before anything exists. */
export interface AksNames {
  readonly resourceGroup: string;
  /** Where Azure puts the nodes; nobody but Azure writes to it. */
  readonly nodeResourceGroup: string;
  readonly clusterId: string;
  readonly vnet: string;
  readonly vnetId: string;
  readonly subnetIds: Readonly<Record<SubnetRole, string>>;
  readonly natGateway: string;
  readonly natGatewayId: string;
  readonly publicIpId: (role: string) => string;
  readonly nodeSecurityGroupId: string;
  readonly vaultId: string;
  readonly diskEncryptionSet: string;
  readonly diskEncryptionSetId: string;
  readonly identityIds: Readonly<Record<IdentityRole, string>>;
  readonly identity: (role: IdentityRole) => string;
  readonly workspaceId: string;
  readonly logAccountId: string;
  readonly vaultZoneId: string;
}

/** Subnets by what is in them. Azure prescribes the name of Bastion's. */
export const SUBNETS = {
  nodes: "nodes",
  apiServer: "api-server",
  endpoints: "endpoints",
  bastion: "AzureBastionSubnet",
  data: "data",
} as const;
export type SubnetRole = keyof typeof SUBNETS;

/** Identities of a cluster: its control plane, its kubelets, and its encryption of disks. */
export const IDENTITIES = ["control-plane", "kubelet", "disks"] as const;
export type IdentityRole = (typeof IDENTITIES)[number];

/** The zone in which private endpoints of vaults are found. */
export const VAULT_ZONE = "privatelink.vaultcore.azure.net";

/** Longest name of a cluster: the API server's host name begins with it, and Azure allows that part 54 characters. */
export const LONGEST_NAME = 54;

/** Pure. */
export function aksNames({ name, keyVault, logAccount, network }: AksConfig, { subscriptionId }: AzureConfig): AksNames {
  const group = `/subscriptions/${subscriptionId}/resourceGroups/${name}`;
  const id = (type: string, resource: string): string => `${group}/providers/${type}/${resource}`;
  const vnetId = network.kind === "own" ? id("Microsoft.Network/virtualNetworks", name) : network.virtualNetworkId;
  const subnet = (role: SubnetRole): string => `${vnetId}/subnets/${subnetName(role, network)}`;
  const identity = (role: IdentityRole): string => `${name}-${role}`;
  const diskEncryptionSet = `${name}-disks`;
  return {
    resourceGroup: name,
    nodeResourceGroup: `${name}-nodes`,
    clusterId: id("Microsoft.ContainerService/managedClusters", name),
    vnet: name,
    vnetId,
    subnetIds: mapValues(SUBNETS, (_, role) => subnet(role)),
    natGateway: name,
    natGatewayId: id("Microsoft.Network/natGateways", name),
    publicIpId: (role) => id("Microsoft.Network/publicIPAddresses", `${name}-${role}`),
    nodeSecurityGroupId: id("Microsoft.Network/networkSecurityGroups", `${name}-nodes`),
    vaultId: id("Microsoft.KeyVault/vaults", keyVault.name),
    diskEncryptionSet,
    diskEncryptionSetId: id("Microsoft.Compute/diskEncryptionSets", diskEncryptionSet),
    identity,
    identityIds: mapValues(
      Object.fromEntries(IDENTITIES.map((role) => [role, role])) as Record<IdentityRole, IdentityRole>,
      (role) => id("Microsoft.ManagedIdentity/userAssignedIdentities", identity(role)),
    ),
    workspaceId: id("Microsoft.OperationalInsights/workspaces", name),
    logAccountId: id("Microsoft.Storage/storageAccounts", logAccount),
    vaultZoneId:
      (network.kind === "existing" ? network.vaultZoneId : undefined) ?? id("Microsoft.Network/privateDnsZones", VAULT_ZONE),
  };
}

/** What a subnet is called: as Azure or this program says, or as whoever made it called it. */
function subnetName(role: SubnetRole, network: AksNetworkConfig): string {
  if (network.kind === "own") return SUBNETS[role];
  const { nodes, apiServer, endpoints, data } = network;
  const made = { nodes, apiServer, endpoints, data, bastion: undefined };
  return made[role]?.name ?? SUBNETS[role];
}

function mapValues<K extends string, V, W>(
  record: Readonly<Record<K, V>>,
  change: (value: V, key: K) => W,
): Readonly<Record<K, W>> {
  return Object.fromEntries(Object.entries<V>(record).map(([key, value]) => [key, change(value, key as K)])) as Record<K, W>;
}
