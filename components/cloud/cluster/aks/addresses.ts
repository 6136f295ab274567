import type { Cidr } from "../../../shared/cluster.ts";
import type { SubnetRole } from "./names.ts";
import type { AksNetworkConfig } from "./network.config.ts";

/** Addresses of a cluster's subnets, whoever made them; undefined for those that the stack file does not name. Pure. */
export function subnetCidrs(network: AksNetworkConfig): Readonly<Record<SubnetRole, Cidr | undefined>> {
  const { nodes, apiServer, endpoints, bastion, data } = network;
  return {
    nodes: cidrOf(nodes),
    apiServer: cidrOf(apiServer),
    endpoints: cidrOf(endpoints),
    bastion: cidrOf(bastion),
    data: cidrOf(data),
  };
}

/** Addresses of a subnet that every cluster has. Pure. */
export function requiredCidr(network: AksNetworkConfig, role: "nodes" | "apiServer"): Cidr {
  return network.kind === "own" ? network[role] : network[role].cidr;
}

function cidrOf(subnet: Cidr | { readonly cidr: Cidr } | undefined): Cidr | undefined {
  return typeof subnet === "object" ? subnet.cidr : subnet;
}
