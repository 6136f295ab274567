import type { FirewallArgs } from "@pulumi/gcp/compute/firewall.js";
import type { NetworkArgs } from "@pulumi/gcp/compute/network.js";
import type { RouterNatArgs } from "@pulumi/gcp/compute/routerNat.js";
import type { SubnetworkArgs } from "@pulumi/gcp/compute/subnetwork.js";
import { networkAddresses } from "./addresses.ts";
import type { GkeConfig } from "./config.ts";
import { last, type GkeNames } from "./names.ts";

export type OwnNetworkConfig = Extract<GkeConfig["network"], { kind: "own" }>;

/** Flow logs of every connection in five, with all they know of it. */
const FLOW_LOGS = { aggregationInterval: "INTERVAL_1_MIN", flowSampling: 0.2, metadata: "INCLUDE_ALL_METADATA" };

/** A VPC without the subnets in every region that Google would add. */
export function vpcArgs(names: GkeNames): NetworkArgs {
  return { name: last(names.network), autoCreateSubnetworks: false, routingMode: "REGIONAL" };
}

/** Nodes, and pods and Services in its secondary ranges: what makes a cluster VPC-native. Pure. */
export function nodeSubnetArgs(network: OwnNetworkConfig, names: GkeNames): SubnetworkArgs {
  return {
    ...subnetArgs(names.nodeSubnet, network.nodes, names),
    secondaryIpRanges: [
      { rangeName: names.podsRange, ipCidrRange: network.pods },
      { rangeName: names.servicesRange, ipCidrRange: network.services },
    ],
  };
}

/** Holds the API server's private endpoint and nothing else, so that policies and firewalls can name it. Pure. */
export function controlPlaneSubnetArgs(network: OwnNetworkConfig, names: GkeNames): SubnetworkArgs {
  return subnetArgs(names.controlPlaneSubnet, network.controlPlane, names);
}

/** Holds the host of an IAP tunnel. Pure. */
export function accessSubnetArgs(network: OwnNetworkConfig, names: GkeNames): SubnetworkArgs {
  return subnetArgs(names.accessSubnet, network.access, names);
}

function subnetArgs(path: string, ipCidrRange: string, names: GkeNames): SubnetworkArgs {
  // Private access: nodes reach Google's APIs without a public address.
  return { name: last(path), network: names.network, ipCidrRange, privateIpGoogleAccess: true, logConfig: FLOW_LOGS };
}

/** The nodes' only way out; nothing comes in by it. Pure. */
export function natArgs(names: GkeNames): RouterNatArgs {
  return {
    name: names.router,
    router: names.router,
    natIpAllocateOption: "AUTO_ONLY",
    sourceSubnetworkIpRangesToNat: "LIST_OF_SUBNETWORKS",
    subnetworks: [{ name: names.nodeSubnet, sourceIpRangesToNats: ["ALL_IP_RANGES"] }],
    logConfig: { enable: true, filter: "ERRORS_ONLY" },
  };
}

/**
 * The control plane's way to admission webhooks. GKE opens only 443 and 10250; without this rule every webhook on another
 * port times out, and with failurePolicy Fail nothing is admitted any more. Pure.
 */
export function webhookFirewallArgs({ name, network, webhookPorts }: GkeConfig, names: GkeNames): FirewallArgs {
  return {
    name: `${name}-webhooks`,
    network: names.network,
    description: "API server to admission webhooks",
    direction: "INGRESS",
    sourceRanges: [networkAddresses(network).controlPlane],
    targetServiceAccounts: [names.nodeAccount],
    allows: [{ protocol: "tcp", ports: webhookPorts.map(String) }],
    logConfig: { metadata: "INCLUDE_ALL_METADATA" },
  };
}
