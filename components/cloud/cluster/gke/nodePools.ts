import type { NodePoolArgs } from "@pulumi/gcp/container/nodePool.js";
import type { GkeParts } from "./parts.ts";

/** Pools of a cluster, by what runs there. */
export const NODE_POOLS = ["system", "workload"] as const;
export type NodePoolRole = (typeof NODE_POOLS)[number];

/**
 * Keeps everything off the system nodes but Google's own components, which tolerate it.
 * https://docs.cloud.google.com/kubernetes-engine/docs/how-to/isolate-workloads-dedicated-nodes
 */
const SYSTEM_TAINT = { key: "components.gke.io/gke-managed-components", value: "true", effect: "NO_SCHEDULE" };

/** What a search index and the like need to map their files; nothing that weakens isolation. */
const SYSCTLS = { "vm.max_map_count": "262144" };

/** One pool of nodes: no public address, verified boot, an account of their own, disks under the stack's key. Pure. */
export function nodePoolArgs(role: NodePoolRole, { config, cloud, names, hardening }: GkeParts): NodePoolArgs {
  const { machineType, min, max, diskGiB } = config.nodes[role];
  return {
    name: role,
    cluster: names.cluster,
    location: cloud.region,
    initialNodeCount: 1,
    autoscaling: { totalMinNodeCount: min, totalMaxNodeCount: max, locationPolicy: "BALANCED" },
    management: { autoRepair: true, autoUpgrade: true },
    upgradeSettings: { strategy: "SURGE", maxSurge: 1, maxUnavailable: 0 },
    networkConfig: { enablePrivateNodes: true },
    nodeConfig: {
      machineType,
      imageType: "COS_CONTAINERD",
      diskSizeGb: diskGiB,
      diskType: "pd-balanced",
      bootDiskKmsKey: names.disksKey,
      serviceAccount: names.nodeAccount,
      // The account's roles decide what nodes may do; scopes are the older, coarser filter before them.
      oauthScopes: ["https://www.googleapis.com/auth/cloud-platform"],
      shieldedInstanceConfig: { enableSecureBoot: true, enableIntegrityMonitoring: true },
      // Pods see their own identity at the metadata address, never the node's.
      workloadMetadataConfig: { mode: "GKE_METADATA" },
      metadata: { "disable-legacy-endpoints": "true" },
      kubeletConfig: { insecureKubeletReadonlyPortEnabled: "FALSE" },
      confidentialNodes: { enabled: config.nodes.confidential },
      labels: { "palisade/pool": role },
      resourceLabels: { ...hardening.labels },
      ...(role === "system" ? { taints: [SYSTEM_TAINT] } : { linuxNodeConfig: { sysctls: SYSCTLS } }),
    },
  };
}
