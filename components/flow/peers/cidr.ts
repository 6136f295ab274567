import { EXACT } from "../exactness.ts";
import type { CidrEndpoint } from "../graph.ts";
import { addressPeer, type ResolvedPeer } from "./peer.ts";

/** Addresses as declared: a network that was meant is exact, however wide. */
export function cidrPeer({ cidr, except }: CidrEndpoint): ResolvedPeer {
  return { peers: [addressPeer(cidr, except)], exactness: EXACT };
}
