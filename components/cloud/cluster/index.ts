import type { ComponentResourceOptions } from "@pulumi/pulumi";
import type { ClusterFacts } from "../../shared/cluster.ts";
import type { ClusterConfig } from "./config.ts";
import type { ClusterContract, ClusterKind } from "./contract.ts";
import { ExistingCluster, existingClusterFacts } from "./existing.ts";

/** Every kind of cluster; a kind without a row does not compile. */
const KINDS: { readonly [K in ClusterConfig["kind"]]: ClusterKind<Extract<ClusterConfig, { kind: K }>> } = {
  existing: { facts: existingClusterFacts, connect: (name, config, opts) => new ExistingCluster(name, config, opts) },
};

/** What is known of the configured cluster before the program runs. Pure. */
export function clusterFacts(config: ClusterConfig): ClusterFacts {
  return KINDS[config.kind].facts(config);
}

/** Makes the configured cluster, or reaches it where it is. */
export function connectCluster(name: string, config: ClusterConfig, opts: ComponentResourceOptions): ClusterContract {
  return KINDS[config.kind].connect(name, config, opts);
}
