import { wider } from "../exactness.ts";
import type { ExternalHostEndpoint } from "../graph.ts";
import { addressPeer, resolved, type MissingPeer, type ResolvedPeer } from "./peer.ts";

/** A host outside the cluster: NetworkPolicy cannot say its name, so whatever answers at its addresses is allowed. */
export function externalHostPeer({ host, cidrs, why }: ExternalHostEndpoint): ResolvedPeer | MissingPeer {
  return resolved(
    cidrs.map((cidr) => addressPeer(cidr)),
    wider(`every host at ${cidrs.join(", ")}`, `NetworkPolicy cannot say host names; ${why.reason}`),
    { missing: `external host ${host} has no CIDRs`, change: "name the addresses the host is reached at" },
  );
}
