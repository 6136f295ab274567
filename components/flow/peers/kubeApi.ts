import { addressExactness, addressPeer, resolved, type MissingPeer, type PeerContext, type ResolvedPeer } from "./peer.ts";

/** The API server by its endpoint addresses: a policy sees a connection after the Service address was translated. */
export function kubeApiPeer({ peers }: PeerContext): ResolvedPeer | MissingPeer {
  const { cidrs } = peers.kubeApi;
  return resolved(
    cidrs.map((cidr) => addressPeer(cidr)),
    addressExactness(cidrs, "the API server's addresses are known only as a network"),
    { missing: "the addresses of the cluster's API server are not known", change: "set the cluster's API server CIDRs" },
  );
}
