import type { CloudServiceEndpoint } from "../graph.ts";
import { addressExactness, addressPeer, resolved, type MissingPeer, type ResolvedPeer } from "./peer.ts";

/** A cloud service by address; a shared network serves every customer's resources, which only the cloud's own policy can tell apart. */
export function cloudServicePeer({ name, cidrs, why }: CloudServiceEndpoint): ResolvedPeer | MissingPeer {
  return resolved(
    cidrs.map((cidr) => addressPeer(cidr)),
    addressExactness(cidrs, why.reason),
    { missing: `cloud service ${name} has no CIDRs`, change: "name the addresses the service is reached at" },
  );
}
