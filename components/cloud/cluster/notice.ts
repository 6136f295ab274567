import type { Problem } from "../../shared/problem.ts";

/** Something about a cluster that is worth knowing. */
export interface ClusterNotice extends Problem {
  /** A preview says it, and a deployment is refused for it. */
  readonly refused: boolean;
}
