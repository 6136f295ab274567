import type { PodPeer } from "../../shared/cluster.ts";

/** Pods of the cluster's DNS service: CoreDNS keeps kube-dns's label for compatibility, in every distribution. */
export const KUBE_DNS: PodPeer = { namespace: "kube-system", podLabels: { "k8s-app": "kube-dns" } };

/** AKS and GKE open connections from the API server to webhooks through an agent in the cluster; its label differs by release. */
export const KONNECTIVITY: readonly PodPeer[] = [
  { namespace: "kube-system", podLabels: { "k8s-app": "konnectivity-agent" } },
  { namespace: "kube-system", podLabels: { app: "konnectivity-agent" } },
];
