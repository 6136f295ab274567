import { EXACT } from "../exactness.ts";
import type { Flow, FlowPort } from "../graph.ts";
import { tcp, udp } from "../graph.ts";
import { addressPeer, podPeer, resolved, type MissingPeer, type PeerContext, type ResolvedPeer } from "./peer.ts";

/** DNS needs TCP too: answers that do not fit a datagram are asked for again over TCP (RFC 7766). */
export const DNS_PORTS: readonly FlowPort[] = [udp(53), tcp(53)];

/** The DNS pods, and the node-local cache, which is no pod to a policy but an address on the node. */
export function dnsPeer({ peers }: PeerContext): ResolvedPeer | MissingPeer {
  return resolved([...peers.dns.pods.map(podPeer), ...peers.dns.cidrs.map((cidr) => addressPeer(cidr))], EXACT, {
    missing: "the cluster has no DNS pods (with labels) and no DNS address",
    change: "set the cluster's DNS peers",
  });
}

/** The edge a workload needs to find others by name. */
export function dnsFlow(key: string): Flow {
  return {
    from: { kind: "workload", key },
    to: { kind: "dns" },
    ports: DNS_PORTS,
    authentication: { by: "plain", reason: "cluster DNS has no authenticated transport", reference: "RFC 1035" },
    purpose: "resolve names",
  };
}
