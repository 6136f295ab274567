import { addressExactness, addressPeer, resolved, type MissingPeer, type PeerContext, type ResolvedPeer } from "./peer.ts";

/** Node addresses. */
export function nodesPeer({ peers }: PeerContext): ResolvedPeer | MissingPeer {
  const { cidrs } = peers.nodes;
  return resolved(
    cidrs.map((cidr) => addressPeer(cidr)),
    addressExactness(cidrs, "nodes come and go, so only their network is known"),
    { missing: "the cluster's node addresses are not known", change: "set the cluster's node CIDRs" },
  );
}
