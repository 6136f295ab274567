import type { NatGatewayArgs } from "@pulumi/azure-native/network/natGateway.js";
import type { NetworkSecurityGroupArgs } from "@pulumi/azure-native/network/networkSecurityGroup.js";
import type { PublicIPAddressArgs } from "@pulumi/azure-native/network/publicIPAddress.js";
import type { SubnetArgs } from "@pulumi/azure-native/network/subnet.js";
import type { VirtualNetworkArgs } from "@pulumi/azure-native/network/virtualNetwork.js";
import ipaddr from "ipaddr.js";
import type { Cidr } from "../../../shared/cluster.ts";
import { subnetCidrs } from "./addresses.ts";
import type { AksConfig } from "./config.ts";
import { SUBNETS, type SubnetRole } from "./names.ts";
import type { AksParts } from "./parts.ts";

export type OwnNetworkConfig = Extract<AksConfig["network"], { kind: "own" }>;

/** Public addresses of a cluster's network: what nodes appear under, and what Bastion answers at. */
export type PublicAddressRole = "nat" | "bastion";

/** Address of the cluster's DNS Service: the tenth of the range of Services, where Azure wants it too. Pure. */
export function dnsServiceAddress(services: Cidr): string {
  const { octets } = ipaddr.IPv4.networkAddressFromCIDR(services);
  return [...octets.slice(0, 3), (octets[3] ?? 0) + 10].join(".");
}

/** Subnets that a cluster has, in the order they are made in. Pure. */
export function subnetRoles({ config }: Pick<AksParts, "config">): readonly SubnetRole[] {
  return [
    "nodes",
    "apiServer",
    ...(config.keyVault.publicAccess ? [] : (["endpoints"] as const)),
    ...(config.access.mode === "bastion" ? (["bastion"] as const) : []),
    ...(subnetCidrs(config.network).data === undefined ? [] : (["data"] as const)),
  ];
}

/** Pure. */
export function vnetArgs({ vnet }: OwnNetworkConfig, { cloud, names, hardening }: AksParts): VirtualNetworkArgs {
  return {
    virtualNetworkName: names.vnet,
    resourceGroupName: names.resourceGroup,
    location: cloud.region,
    addressSpace: { addressPrefixes: [vnet] },
    tags: { ...hardening.tags },
  };
}

/** One subnet. None has the way out that Azure gives by default; nodes have the NAT gateway's. Pure. */
export function subnetArgs(role: SubnetRole, { config, names }: AksParts): SubnetArgs {
  const addressPrefix = subnetCidrs(config.network)[role];
  const own = {
    nodes: {
      natGateway: { id: names.natGatewayId },
      networkSecurityGroup: { id: names.nodeSecurityGroupId },
    },
    // Delegated: only AKS may put anything there.
    apiServer: { delegations: [{ name: "aks", serviceName: "Microsoft.ContainerService/managedClusters" }] },
    endpoints: { privateEndpointNetworkPolicies: "Enabled" },
    bastion: {},
    data: { delegations: [{ name: "postgres", serviceName: "Microsoft.DBforPostgreSQL/flexibleServers" }] },
  } satisfies Record<SubnetRole, Partial<SubnetArgs>>;
  return {
    subnetName: SUBNETS[role],
    resourceGroupName: names.resourceGroup,
    virtualNetworkName: names.vnet,
    ...(addressPrefix === undefined ? {} : { addressPrefix }),
    defaultOutboundAccess: false,
    ...own[role],
  };
}

/**
 * Nothing from the internet reaches a node: Azure's own rules allow the network and its load balancers, and this one denies
 * what a public load balancer would let through. Pure.
 */
export function nodeSecurityGroupArgs({ cloud, names, hardening }: AksParts): NetworkSecurityGroupArgs {
  return {
    networkSecurityGroupName: `${names.vnet}-nodes`,
    resourceGroupName: names.resourceGroup,
    location: cloud.region,
    tags: { ...hardening.tags },
    securityRules: [
      {
        name: "deny-internet",
        priority: 4096,
        direction: "Inbound",
        access: "Deny",
        protocol: "*",
        sourceAddressPrefix: "Internet",
        sourcePortRange: "*",
        destinationAddressPrefix: "*",
        destinationPortRange: "*",
      },
    ],
  };
}

/** A fixed public address. Pure. */
export function publicAddressArgs(role: PublicAddressRole, { cloud, names, hardening }: AksParts): PublicIPAddressArgs {
  return {
    publicIpAddressName: `${names.vnet}-${role}`,
    resourceGroupName: names.resourceGroup,
    location: cloud.region,
    sku: { name: "Standard", tier: "Regional" },
    publicIPAllocationMethod: "Static",
    publicIPAddressVersion: "IPv4",
    tags: { ...hardening.tags },
  };
}

/**
 * The nodes' only way out; nothing comes in by it. It is in one zone, which Azure chooses: the provider's version of the API has
 * no gateway over all of them, so that the loss of that zone ends egress from the others too. Pure.
 */
export function natArgs({ cloud, names, hardening }: AksParts): NatGatewayArgs {
  return {
    natGatewayName: names.natGateway,
    resourceGroupName: names.resourceGroup,
    location: cloud.region,
    sku: { name: "Standard" },
    idleTimeoutInMinutes: 10,
    publicIpAddresses: [{ id: names.publicIpId("nat") }],
    tags: { ...hardening.tags },
  };
}
