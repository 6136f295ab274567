import { aksConfig, type AksConfig } from "../../../../../components/cloud/cluster/aks/config.ts";
import { aksNames } from "../../../../../components/cloud/cluster/aks/names.ts";
import type { AksParts } from "../../../../../components/cloud/cluster/aks/parts.ts";
import type { AzureConfig } from "../../../../../components/cloud/config.ts";

export const AZURE: AzureConfig = {
  provider: "azure",
  subscriptionId: "0a1b2c3d-4e5f-4a7b-8c9d-0e1f2a3b4c5d",
  tenantId: "1a1b2c3d-4e5f-4a7b-8c9d-0e1f2a3b4c5d",
  region: "germanywestcentral",
  owner: "platform",
  tags: {},
};

/** A valid AKS cluster as a stack file says it; every test changes one thing of it. */
export const goodAks = {
  kind: "aks",
  name: "prod",
  kubernetesVersion: "1.36",
  access: { mode: "vpcRunner" },
  admins: ["2a1b2c3d-4e5f-4a7b-8c9d-0e1f2a3b4c5d"],
  keyVault: { name: "acme-prod-keys" },
  logAccount: "acmeprodlogs",
} as const;

const VNET = `/subscriptions/${AZURE.subscriptionId}/resourceGroups/network/providers/Microsoft.Network`;

/** A virtual network that somebody else made. */
export const EXISTING_NETWORK = {
  kind: "existing",
  virtualNetworkId: `${VNET}/virtualNetworks/landing-zone`,
  vnet: "10.80.0.0/16",
  nodes: { name: "agents-nodes", cidr: "10.80.0.0/20" },
  apiServer: { name: "agents-api", cidr: "10.80.16.0/28" },
  endpoints: { name: "shared-endpoints", cidr: "10.80.17.0/26" },
  bastion: { cidr: "10.80.18.0/26" },
  data: { name: "postgres", cidr: "10.80.19.0/28" },
  outbound: "routeTable",
  vaultZoneId: `${VNET}/privateDnsZones/privatelink.vaultcore.azure.net`,
} as const;

export function aks(change: Readonly<Record<string, unknown>> = {}): AksConfig {
  return aksConfig.parse({ ...goodAks, ...change });
}

export function aksParts(change: Readonly<Record<string, unknown>> = {}): AksParts {
  const config = aks(change);
  const hardening = { deletionProtection: true, logDays: 365, tags: { owner: "platform" } };
  return { config, cloud: AZURE, names: aksNames(config, AZURE), hardening };
}
