import type { Input } from "@pulumi/pulumi";
import type { LaunchTemplateArgs } from "@pulumi/aws/ec2/launchTemplate.js";
import type { NodeGroupArgs } from "@pulumi/aws/eks/nodeGroup.js";
import type { EksConfig } from "./config.ts";
import type { EksParts } from "./parts.ts";

export type NodeRole = keyof Pick<EksConfig["nodes"], "system" | "workload">;

export const NODE_ROLES: readonly NodeRole[] = ["system", "workload"];

/** What of a node group is known only when it is made. */
export interface NodeSurface {
  readonly nodeSubnetIds: readonly Input<string>[];
  readonly nodeSecurityGroupId: Input<string>;
}

const IMAGES: Readonly<Record<EksConfig["nodes"]["os"], string>> = {
  bottlerocket: "BOTTLEROCKET_x86_64",
  al2023: "AL2023_x86_64_STANDARD",
};

/** Bottlerocket's own volume, in GiB: the image and its settings, which do not grow. */
const BOTTLEROCKET_SYSTEM_GIB = 4;

/** AWS's policies of a node: join the cluster, pull images. Logs, volumes and addresses have identities of their own. */
export const NODE_POLICIES = ["AmazonEKSWorkerNodeMinimalPolicy", "AmazonEC2ContainerRegistryPullOnly"] as const;

/** Only the cluster's own add-ons run here; whoever floods the workload nodes does not take DNS down. */
const SYSTEM_TAINT = { key: "CriticalAddonsOnly", value: "true", effect: "NO_SCHEDULE" };

/** How an instance of a role starts. Pure but for the group's id. */
export function launchTemplateArgs(role: NodeRole, { config, names, tags }: EksParts, surface: NodeSurface): LaunchTemplateArgs {
  const name = `${names.cluster}-${role}`;
  const owned = { ...tags("internal"), Name: name };
  // The EBS CSI driver may attach volumes to instances of this cluster only, and knows them by this tag.
  const instance = { ...owned, [`kubernetes.io/cluster/${names.cluster}`]: "owned" };
  return {
    name,
    updateDefaultVersion: true,
    vpcSecurityGroupIds: [surface.nodeSecurityGroupId],
    // One hop: a pod that asks for the node's credentials gets no answer.
    metadataOptions: {
      httpEndpoint: "enabled",
      httpTokens: "required",
      httpPutResponseHopLimit: 1,
      instanceMetadataTags: "disabled",
    },
    blockDeviceMappings: volumesOf(config.nodes).map(([deviceName, volumeSize]) => ({
      deviceName,
      ebs: {
        volumeSize,
        volumeType: "gp3",
        encrypted: "true",
        kmsKeyId: names.keyAliasArn("volumes"),
        deleteOnTermination: "true",
      },
    })),
    tagSpecifications: [
      { resourceType: "instance", tags: instance },
      { resourceType: "volume", tags: owned },
      { resourceType: "network-interface", tags: owned },
    ],
    tags: owned,
  };
}

/** The nodes of a role. Pure but for the ids of what they stand on. */
export function nodeGroupArgs(
  role: NodeRole,
  { config, names, tags }: EksParts,
  surface: NodeSurface,
): Omit<NodeGroupArgs, "launchTemplate"> {
  const { instanceTypes, min, max } = config.nodes[role];
  return {
    clusterName: names.cluster,
    nodeGroupName: role,
    nodeRoleArn: names.roleArn("node"),
    version: config.kubernetesVersion,
    amiType: IMAGES[config.nodes.os],
    capacityType: "ON_DEMAND",
    instanceTypes,
    subnetIds: [...surface.nodeSubnetIds],
    scalingConfig: { minSize: min, maxSize: max, desiredSize: min },
    updateConfig: { maxUnavailable: 1 },
    nodeRepairConfig: { enabled: true },
    labels: { "palisade.dev/node-role": role },
    taints: role === "system" ? [SYSTEM_TAINT] : [],
    tags: tags("internal"),
  };
}

/** Volumes by device: Bottlerocket keeps images and pods on a second one, apart from its own. Unit: GiB. */
function volumesOf({ os, volumeGiB }: EksConfig["nodes"]): readonly (readonly [string, number])[] {
  return os === "bottlerocket"
    ? [
        ["/dev/xvda", BOTTLEROCKET_SYSTEM_GIB],
        ["/dev/xvdb", volumeGiB],
      ]
    : [["/dev/xvda", volumeGiB]];
}
