import type { ClusterFacts, ClusterPeers, NetworkPolicyEnforcement } from "../shared/cluster.ts";
import type { FlowGraph } from "./graph.ts";

/** The declared graph with what a reader needs to compare it with rendered policies; stack policies see nothing else of it. */
export interface RegisteredGraph extends FlowGraph {
  /** Grows when a field changes its meaning or goes away. */
  readonly version: 1;
  readonly peers: ClusterPeers;
  readonly enforcement: NetworkPolicyEnforcement;
}

/** The output `graph` of FlowPolicies. */
export function registeredGraph(graph: FlowGraph, facts: Pick<ClusterFacts, "peers" | "networkPolicy">): RegisteredGraph {
  return { version: 1, ...graph, peers: facts.peers, enforcement: facts.networkPolicy };
}
