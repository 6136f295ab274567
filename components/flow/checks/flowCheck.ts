import type { ClusterPeers } from "../../shared/cluster.ts";
import type { WorkloadNode } from "../graph.ts";

/** What a check of one flow may look at. */
export interface FlowCheck {
  /** A `plain` flow between two workloads is refused: staging and prod. */
  readonly plainRefused: boolean;
  readonly peers: ClusterPeers;
  readonly nodes: ReadonlyMap<string, WorkloadNode>;
}
