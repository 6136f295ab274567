import type { ClusterFacts } from "../shared/cluster.ts";
import type { ImageKey, ImageReference } from "../shared/images.ts";
import type { Problem } from "../shared/problem.ts";
import type { Flow } from "../flow/graph.ts";
import type { WorkloadSpec } from "../workload/spec.ts";
import type { NamespaceSpec } from "./baseline/spec.ts";
import type { CloudEdge } from "../cloud/iam/contract.ts";
import type { Controls } from "../config/profiles.ts";
import type { PalisadeConfig } from "../config/schema.ts";

/** What every pure planning function gets. Nothing in it depends on a resource. */
export interface PlanContext {
  readonly config: PalisadeConfig;
  /** The profile's minimum hardening with what the stack raised. */
  readonly controls: Controls;
  readonly cluster: ClusterFacts;
  /** The image of a container, after mirror and overrides. */
  readonly image: (key: ImageKey) => ImageReference;
  /** `spiffe://<trust domain><path>`. */
  readonly spiffeId: (path: string) => string;
}

/** What one domain contributes to the plan. */
export interface DomainPlan {
  readonly namespaces: readonly Omit<NamespaceSpec, "quota" | "viewers">[];
  readonly workloads: readonly WorkloadSpec[];
  readonly flows: readonly Flow[];
  /** What its workloads may do in the cloud. */
  readonly cloudEdges?: readonly CloudEdge[] | undefined;
  readonly problems: readonly Problem[];
}
