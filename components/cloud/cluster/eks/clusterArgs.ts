import type { Input } from "@pulumi/pulumi";
import type { ClusterArgs } from "@pulumi/aws/eks/cluster.js";
import type { EksParts } from "./parts.ts";

/** What of a cluster is known only when it is made. */
export interface ClusterSurface {
  readonly secretsKeyArn: Input<string>;
  readonly controlPlaneSubnetIds: readonly Input<string>[];
  readonly controlPlaneSecurityGroupId: Input<string>;
}

/** All five kinds; what the audit log holds is AWS's choice. https://docs.aws.amazon.com/eks/latest/userguide/control-plane-logs.html */
const LOG_TYPES = ["api", "audit", "authenticator", "controllerManager", "scheduler"] as const;

/** The control plane. Pure but for the ids of what it stands on. */
export function eksClusterArgs({ config, controls, names, tags }: EksParts, surface: ClusterSurface): ClusterArgs {
  const { access } = config;
  return {
    name: names.cluster,
    version: config.kubernetesVersion,
    roleArn: names.roleArn("cluster"),
    upgradePolicy: { supportType: config.support === "standard" ? "STANDARD" : "EXTENDED" },
    deletionProtection: controls.protectStateful,
    enabledClusterLogTypes: [...LOG_TYPES],
    encryptionConfig: { provider: { keyArn: surface.secretsKeyArn }, resources: ["secrets"] },
    // Whoever creates the cluster gets no rights by that: people come and go, the list of administrators is in the stack file.
    accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false },
    // Without pins and without NetworkPolicies otherwise; every add-on is a resource of this stack.
    bootstrapSelfManagedAddons: false,
    kubernetesNetworkConfig: { ipFamily: "ipv4", serviceIpv4Cidr: config.serviceCidr },
    vpcConfig: {
      subnetIds: [...surface.controlPlaneSubnetIds],
      securityGroupIds: [surface.controlPlaneSecurityGroupId],
      endpointPrivateAccess: true,
      endpointPublicAccess: access.mode === "publicCidrs",
      ...(access.mode === "publicCidrs" ? { publicAccessCidrs: access.cidrs } : {}),
    },
    zonalShiftConfig: { enabled: controls.redundantEgress },
    tags: tags("confidential"),
  };
}

/** Access policy of AWS that stands for cluster-admin. https://docs.aws.amazon.com/eks/latest/userguide/access-policy-permissions.html */
export const ADMIN_POLICY = "cluster-access-policy/AmazonEKSClusterAdminPolicy";
