import type { Cluster } from "./cluster.ts";
import type { Reachability } from "./evaluate.ts";
import type { FlowGraph } from "./flowGraph.ts";

/** A declared graph beside what is computed from the rendered objects. */
export interface Comparison {
  readonly graph: FlowGraph;
  readonly cluster: Cluster;
  /** Everything that may be reachable, under this cluster's reading of ipBlock. */
  readonly open: Reachability;
  /** What is reachable under every reading. */
  readonly sure: Reachability;
}
