import type { AddonArgs } from "@pulumi/aws/eks/addon.js";
import type { EksParts } from "./parts.ts";
import { eksVersion, type EksAddon } from "./versions.ts";

/** Add-ons that nodes do not become ready without; the others need nodes to run on. */
export const NODE_ADDONS: readonly EksAddon[] = ["eks-pod-identity-agent", "vpc-cni", "kube-proxy"];
export const POD_ADDONS: readonly EksAddon[] = ["coredns", "metrics-server", "aws-ebs-csi-driver"];

/** ServiceAccount of the VPC CNI's daemon. */
export const CNI_ACCOUNT = "aws-node";
/** AWS's policy for it: network interfaces and their addresses. */
export const CNI_POLICY = "AmazonEKS_CNI_Policy";

/** Tolerates the taint of the system nodes, and asks for them. */
const ON_SYSTEM_NODES = {
  nodeSelector: { "palisade.dev/node-role": "system" },
  tolerations: [{ key: "CriticalAddonsOnly", operator: "Exists" }],
};

/**
 * What an add-on is told. Strict mode: a pod that starts is closed until its policies are in place; in standard mode it is open
 * for as long. https://docs.aws.amazon.com/eks/latest/userguide/cni-network-policy-configure.html
 */
const CONFIGURATION: Readonly<Partial<Record<EksAddon, Readonly<Record<string, unknown>>>>> = {
  "vpc-cni": { enableNetworkPolicy: "true", env: { NETWORK_POLICY_ENFORCING_MODE: "strict" } },
  coredns: ON_SYSTEM_NODES,
  "metrics-server": ON_SYSTEM_NODES,
  "aws-ebs-csi-driver": { controller: ON_SYSTEM_NODES },
};

/** One add-on at its pinned version. What somebody changed in the cluster is set back. Pure. */
export function addonArgs(addon: EksAddon, { config, names, tags }: EksParts): AddonArgs {
  const configuration = CONFIGURATION[addon];
  return {
    clusterName: names.cluster,
    addonName: addon,
    addonVersion: eksVersion(config.kubernetesVersion).addons[addon],
    resolveConflictsOnCreate: "OVERWRITE",
    resolveConflictsOnUpdate: "OVERWRITE",
    ...(configuration === undefined ? {} : { configurationValues: JSON.stringify(configuration) }),
    ...(addon === "vpc-cni"
      ? { podIdentityAssociations: [{ roleArn: names.roleArn("vpc-cni"), serviceAccount: CNI_ACCOUNT }] }
      : {}),
    tags: tags("internal"),
  };
}
