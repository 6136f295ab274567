import type { AgentPoolArgs } from "@pulumi/azure-native/containerservice/agentPool.js";
import type { AksParts } from "./parts.ts";

/** Pools of a cluster, by what runs there. */
export const NODE_POOLS = ["system", "workload"] as const;
export type NodePoolRole = (typeof NODE_POOLS)[number];

/** What describes a pool, wherever it is declared. */
type NodePool = Omit<AgentPoolArgs, "resourceGroupName" | "resourceName" | "agentPoolName">;

/** Keeps everything off the system nodes but AKS's add-ons, which tolerate it. https://learn.microsoft.com/azure/aks/use-system-pools */
const SYSTEM_TAINT = "CriticalAddonsOnly=true:NoSchedule";

/** What a search index and the like need to map their files. */
const VM_MAX_MAP_COUNT = 262_144;

/**
 * One pool of nodes: no public address, no SSH, verified boot, and disks that are encrypted on the host and gone with the
 * node. The same properties make a pool of its own and the one that the cluster is created with. Pure.
 */
export function nodePool(role: NodePoolRole, { config, names, hardening }: AksParts): NodePool {
  const { vmSize, min, max, osDiskGiB } = config.nodes[role];
  return {
    mode: role === "system" ? "System" : "User",
    type: "VirtualMachineScaleSets",
    orchestratorVersion: config.kubernetesVersion,
    vmSize,
    count: min,
    enableAutoScaling: true,
    minCount: min,
    maxCount: max,
    availabilityZones: [...config.nodes.zones],
    vnetSubnetID: names.subnetIds.nodes,
    enableNodePublicIP: false,
    osType: "Linux",
    osSKU: "AzureLinux3",
    osDiskType: "Ephemeral",
    osDiskSizeGB: osDiskGiB,
    enableEncryptionAtHost: true,
    enableFIPS: config.nodes.fips,
    securityProfile: { enableSecureBoot: true, enableVTPM: true, sshAccess: "Disabled" },
    upgradeSettings: { maxSurge: "33%", drainTimeoutInMinutes: 30 },
    nodeLabels: { "palisade/pool": role },
    tags: { ...hardening.tags },
    ...(role === "system" ? { nodeTaints: [SYSTEM_TAINT] } : { linuxOSConfig: { sysctls: { vmMaxMapCount: VM_MAX_MAP_COUNT } } }),
  };
}
