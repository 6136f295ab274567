import type { ComponentResourceOptions } from "@pulumi/pulumi";
import type { ClusterFacts } from "../../shared/cluster.ts";
import type { Problem } from "../../shared/problem.ts";
import type { CloudConfig } from "../config.ts";
import type { Trust } from "../iam/contract.ts";
import { aksCluster } from "./aks/AksCluster.ts";
import type { ClusterConfig } from "./config.ts";
import type { ClusterArgs, ClusterContract, ClusterKind, ClusterSurroundings } from "./contract.ts";
import { eksCluster } from "./eks/EksCluster.ts";
import { existingCluster } from "./existing.ts";
import { gkeCluster } from "./gke/GkeCluster.ts";
import type { ClusterNotice } from "./notice.ts";
import { versionNotices } from "./versionSupport.ts";

/** Every kind of cluster; a kind without a row does not compile. */
const KINDS: { readonly [K in ClusterConfig["kind"]]: ClusterKind<Extract<ClusterConfig, { kind: K }>> } = {
  eks: eksCluster,
  gke: gkeCluster,
  aks: aksCluster,
  existing: existingCluster,
};

/** What is known of the configured cluster before the program runs. Pure. */
export function clusterFacts(config: ClusterConfig, cloud: CloudConfig | undefined): ClusterFacts {
  return kindOf(config).facts(config, cloud);
}

/** How the cloud knows the configured cluster's ServiceAccounts; undefined where no cloud of ours does. Pure. */
export function clusterTrust(config: ClusterConfig): Trust | undefined {
  return kindOf(config).trust(config);
}

/** What is wrong with the configured cluster, alone and in its cloud. Pure. */
export function clusterProblems(config: ClusterConfig, surroundings: ClusterSurroundings): readonly Problem[] {
  return kindOf(config).problems(config, surroundings);
}

/** What is worth knowing of the configured cluster although it can be planned, as of a day `YYYY-MM-DD`. Pure. */
export function clusterNotices(config: ClusterConfig, today: string): readonly ClusterNotice[] {
  const { support, notices } = kindOf(config);
  const ofVersion = support === undefined ? [] : versionNotices(config.kubernetesVersion, support(config), today);
  return [...ofVersion, ...(notices?.(config) ?? [])];
}

/** Makes the configured cluster, or reaches it where it is. */
export function connectCluster(name: string, args: ClusterArgs, opts: ComponentResourceOptions): ClusterContract {
  return kindOf(args.config).connect(name, args, opts);
}

/** The compiler cannot follow that a row's key and the configuration's kind are the same. */
function kindOf(config: ClusterConfig): ClusterKind<ClusterConfig> {
  return KINDS[config.kind] as ClusterKind<ClusterConfig>;
}
