import { EXACT } from "../exactness.ts";
import { hostNetwork } from "../addresses.ts";
import type { CloudCredentialsEndpoint } from "../graph.ts";
import { addressPeer, type ResolvedPeer } from "./peer.ts";

/** One link-local address, never its network. */
export function cloudCredentialsPeer({ address }: CloudCredentialsEndpoint): ResolvedPeer {
  return { peers: [addressPeer(hostNetwork(address))], exactness: EXACT };
}
