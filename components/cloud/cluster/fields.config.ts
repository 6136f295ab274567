import { z } from "zod";

const peer = z.strictObject({
  namespace: z.string().describe("Exact name of their namespace."),
  podLabels: z.record(z.string(), z.string()).describe("Labels that all of them carry."),
});

/** Settings that every kind of cluster has. */
export const clusterFields = {
  name: z
    .string()
    .regex(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/)
    .describe("Name of the cluster in SPIRE selectors, reports and names of cloud resources."),
  kubernetesVersion: z
    .string()
    .regex(/^1\.\d{2}$/)
    .describe('Minor version, quoted: "1.36".'),
  maxNodes: z
    .int()
    .min(1)
    .max(5000)
    .default(20)
    .describe("Most nodes the cluster may grow to; quotas leave room for a DaemonSet pod on each."),
  ingressController: peer.optional().describe("Pods of the ingress controller, if there is one."),
  prometheus: peer.optional().describe("Pods of the Prometheus that scrapes the platform, if there is one."),
  viewers: z
    .array(z.string())
    .default(["palisade:viewers"])
    .describe("Groups that may read the platform's namespaces (never Secrets)."),
};
