import { z } from "zod";

const cidr = z.string().regex(/^[0-9a-fA-F.:]+\/\d{1,3}$/);

/** `palisade:cluster`: the cluster to deploy to. */
export const clusterConfig = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("existing").describe("A cluster that is already there."),
    name: z
      .string()
      .regex(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/)
      .describe("Name of the cluster in SPIRE selectors and reports."),
    flavour: z
      .enum(["docker-desktop", "kind", "k3s", "eks", "gke", "aks", "generic"])
      .describe("Which defaults for DNS, API server and storage hold."),
    kubernetesVersion: z
      .string()
      .regex(/^1\.\d{2}$/)
      .describe('Minor version, quoted: "1.36".'),
    context: z
      .string()
      .min(1)
      .describe("Context of the kubeconfig; always named, so that a wrong current context cannot be hit."),
    kubeconfig: z
      .string()
      .min(1)
      .optional()
      .describe("Path of the kubeconfig file. Default: the Kubernetes provider's own lookup."),
    networkPolicyEngine: z
      .enum(["cilium", "calico", "aws-vpc-cni", "gke-dataplane-v2", "azure", "kube-router", "none"])
      .describe('What enforces NetworkPolicies; "none" where they are accepted and do nothing.'),
    apiServer: z.strictObject({
      cidrs: z.array(cidr).min(1).describe("Addresses of the API server's endpoints (after DNAT)."),
      ports: z.array(z.int().min(1).max(65535)).min(1).default([443, 6443]).describe("Ports of the API server's endpoints."),
    }),
    nodeCidrs: z.array(cidr).min(1).describe("Addresses of the nodes."),
    maxNodes: z
      .int()
      .min(1)
      .max(5000)
      .default(20)
      .describe("Most nodes the cluster may grow to; quotas leave room for a DaemonSet pod on each."),
    nodeLocalDns: z.string().optional().describe("Address of a node-local DNS cache as /32 or /128, if there is one."),
    storageClass: z.string().optional().describe("StorageClass of persistent volumes. Default: the cluster's default class."),
    ingressController: z
      .strictObject({ namespace: z.string(), podLabels: z.record(z.string(), z.string()) })
      .optional()
      .describe("Pods of the ingress controller, if there is one."),
    prometheus: z
      .strictObject({ namespace: z.string(), podLabels: z.record(z.string(), z.string()) })
      .optional()
      .describe("Pods of the Prometheus that scrapes the platform, if there is one."),
    viewers: z
      .array(z.string())
      .default(["palisade:viewers"])
      .describe("Groups that may read the platform's namespaces (never Secrets)."),
  }),
]);
export type ClusterConfig = z.infer<typeof clusterConfig>;
