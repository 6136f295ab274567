import type { ComponentResource, ComponentResourceOptions } from "@pulumi/pulumi";
import type { Provider } from "@pulumi/kubernetes/provider.js";
import type { ClusterFacts } from "../../shared/cluster.ts";
import type { ClusterConfig } from "./config.ts";

/** What the rest of the program may rely on, whatever kind of cluster it is. */
export interface ClusterContract extends ComponentResource {
  /** Plain values, known before anything is created; the same that the plan was made with. */
  readonly facts: ClusterFacts;
  /** The one way to the cluster. Nothing may fall back to an ambient kubeconfig. */
  readonly provider: Provider;
}

/** One kind of cluster: what is known of it, and how it is made or reached. */
export interface ClusterKind<C extends ClusterConfig> {
  readonly facts: (config: C) => ClusterFacts;
  readonly connect: (name: string, config: C, opts: ComponentResourceOptions) => ClusterContract;
}
