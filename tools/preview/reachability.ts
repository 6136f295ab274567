import { reachabilityReport, type ReachabilityReport } from "../../policy/lib/reachability.ts";
import type { FlowGraph } from "../../components/flow/graph.ts";
import type { ClusterPeers, NetworkPolicyEnforcement } from "../../components/shared/cluster.ts";
import type { PreviewRecord } from "../engine/record.ts";
import { policyResources } from "./policyResources.ts";

/** The graph as `FlowPolicies` registers it: with the peers of the cluster and what enforces its policies. */
export type RegisteredGraph = FlowGraph & { readonly peers: ClusterPeers; readonly enforcement: NetworkPolicyEnforcement };

/** Who reaches whom, computed from the declared objects by the pack's evaluator. */
export function computeReachability(record: PreviewRecord, graph: RegisteredGraph | undefined): ReachabilityReport {
  return reachabilityReport(
    policyResources(record),
    graph === undefined
      ? {}
      : {
          enforced: graph.enforcement.engine !== "none",
          ipBlockMatchesPods: graph.enforcement.ipBlockMatchesPods,
          nodeCidrs: graph.peers.nodes.cidrs,
        },
  );
}
