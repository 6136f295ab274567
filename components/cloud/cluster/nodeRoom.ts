import type { Cidr } from "../../shared/cluster.ts";
import type { Problem } from "../../shared/problem.ts";

/** Addresses that each node takes for its pods, where pods have a range of their own: GKE, and AKS with an overlay. */
const POD_PREFIX_OF_NODE = 24;

/** Ranges of a cluster, and what must fit into them. */
export interface NodeRoom {
  readonly nodes: Cidr;
  readonly pods: Cidr;
  /** Addresses that the cloud keeps of every subnet. */
  readonly reserved: number;
  readonly maxNodes: number;
  /** What follows the key of a range in the stack file: `.cidr` where somebody else made it. @default "" */
  readonly nodesSuffix?: string | undefined;
  /** @default "" */
  readonly podsSuffix?: string | undefined;
}

/** Ranges that are full before the cluster has grown as far as it may. Pure. */
export function nodeRoomProblems({
  nodes,
  pods,
  reserved,
  maxNodes,
  nodesSuffix = "",
  podsSuffix = "",
}: NodeRoom): readonly Problem[] {
  const rooms = [
    { path: `palisade:cluster.network.nodes${nodesSuffix}`, cidr: nodes, room: 2 ** (32 - prefixLength(nodes)) - reserved },
    {
      path: `palisade:cluster.network.pods${podsSuffix}`,
      cidr: pods,
      room: Math.floor(2 ** (POD_PREFIX_OF_NODE - prefixLength(pods))),
    },
  ];
  return rooms
    .filter(({ room }) => room < maxNodes)
    .map(({ path, cidr, room }) => ({
      path,
      given: `${cidr} has room for ${Math.max(room, 0)} nodes`,
      allowed: `room for maxNodes, ${maxNodes}; a node takes one address and a /${POD_PREFIX_OF_NODE} of pods`,
      change: "choose a wider network or lower maxNodes",
    }));
}

/** The number behind the slash. Pure. */
export function prefixLength(cidr: Cidr): number {
  return Number(cidr.split("/")[1]);
}
