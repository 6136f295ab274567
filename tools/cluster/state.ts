/** What a running cluster leaves in its folder, and what its supervisor is told. */
import type { ToolName } from "./toolchain/pins.ts";
import type { NodeSpec, Ports } from "./spec.ts";

export interface LaunchPlan {
  readonly ports: Ports;
  readonly nodes: readonly NodeSpec[];
  /** Paths of the programs. */
  readonly tools: Partial<Readonly<Record<ToolName, string>>>;
  /** End when the process that started it ends. */
  readonly tied: boolean;
}

/** Written when the cluster is usable, removed when it stops. */
export interface ClusterState {
  readonly pid: number;
  readonly controlPort: number;
  readonly token: string;
  readonly nodes: readonly NodeSpec[];
}
