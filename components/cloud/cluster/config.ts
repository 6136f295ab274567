import { z } from "zod";
import { eksConfig } from "./eks/config.ts";
import { aksConfig } from "./aks/config.ts";
import { clusterFields } from "./fields.config.ts";
import { gkeConfig } from "./gke/config.ts";

const cidr = z.string().regex(/^[0-9a-fA-F.:]+\/\d{1,3}$/);

/** `palisade:cluster` of kind `existing`. */
export const existingConfig = z.strictObject({
  kind: z.literal("existing").describe("A cluster that is already there."),
  ...clusterFields,
  flavour: z
    .enum(["docker-desktop", "kind", "k3s", "upcloud", "eks", "gke", "aks", "other"])
    .describe("Which defaults for DNS, API server and storage hold."),
  context: z.string().min(1).describe("Context of the kubeconfig; always named, so that a wrong current context cannot be hit."),
  kubeconfig: z
    .string()
    .min(1)
    .optional()
    .describe("Path of the kubeconfig file. Default: the Kubernetes provider's own lookup."),
  networkPolicyEngine: z
    .enum(["cilium", "calico", "aws-vpc-cni", "gke-dataplane-v2", "azure", "kube-router", "none"])
    .describe(
      'What enforces NetworkPolicies; "none" where they are accepted and do nothing. Cilium needs `policy-cidr-match-mode: nodes`, or addresses of nodes and API servers never match.',
    ),
  apiServer: z.strictObject({
    cidrs: z.array(cidr).min(1).describe("Addresses of the API server's endpoints (after DNAT)."),
    ports: z.array(z.int().min(1).max(65535)).min(1).default([443, 6443]).describe("Ports of the API server's endpoints."),
  }),
  nodeCidrs: z.array(cidr).min(1).describe("Addresses of the nodes."),
  nodeLocalDns: z
    .string()
    .regex(/^(\d{1,3}(\.\d{1,3}){3}\/32|[0-9a-fA-F:]+\/128)$/)
    .optional()
    .describe("Address of a node-local DNS cache as /32 or /128, if there is one."),
  storageClass: z.string().optional().describe("StorageClass of persistent volumes. Default: the cluster's default class."),
});

/** `palisade:cluster`: the cluster to deploy to. */
export const clusterConfig = z.discriminatedUnion("kind", [eksConfig, gkeConfig, aksConfig, existingConfig]);
export type ClusterConfig = z.infer<typeof clusterConfig>;
