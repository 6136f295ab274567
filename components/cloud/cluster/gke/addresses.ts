import type { Cidr } from "../../../shared/cluster.ts";
import type { NamedNetwork } from "../networks.ts";
import type { GkeConfig } from "./config.ts";
import type { GkeNetworkConfig } from "./network.config.ts";

/** Addresses of a cluster's network, whoever made it. */
export interface NetworkAddresses {
  readonly nodes: Cidr;
  readonly pods: Cidr;
  readonly services: Cidr;
  /** The API server's private endpoint. */
  readonly controlPlane: Cidr;
  /** The host that the deployer comes through; undefined where the stack file names no subnet for it. */
  readonly access: Cidr | undefined;
  /** Managed databases; undefined where the stack file leaves them no room. */
  readonly data: Cidr | undefined;
}

/** Pure. */
export function networkAddresses(network: GkeNetworkConfig): NetworkAddresses {
  if (network.kind === "own") return { ...network, data: network.data };
  const { nodes, pods, services, controlPlane, access, data } = network;
  return {
    nodes: nodes.cidr,
    pods: pods.cidr,
    services: services.cidr,
    controlPlane: controlPlane.cidr,
    access: access?.cidr,
    data: data?.cidr,
  };
}

/** The addresses that a cluster uses, each with its place in the stack file. Pure. */
export function usedNetworks({ network, access }: Pick<GkeConfig, "network" | "access">): readonly NamedNetwork[] {
  const { access: host, data, nodes, pods, services, controlPlane } = networkAddresses(network);
  const suffix = network.kind === "own" ? "" : ".cidr";
  const used = { nodes, pods, services, controlPlane, ...(access.mode === "iapTunnel" ? { access: host } : {}), data };
  return Object.entries(used).flatMap(([key, cidr]) =>
    cidr === undefined ? [] : [{ path: `palisade:cluster.network.${key}${suffix}`, cidr }],
  );
}
