import type { ClusterFacts } from "../../../shared/cluster.ts";
import { KONNECTIVITY, KUBE_DNS } from "../systemPods.ts";
import { networkAddresses } from "./addresses.ts";
import type { GkeConfig } from "./config.ts";
import { STORAGE_CLASS } from "./storageClass.ts";

/** What is known of a GKE cluster before it exists. Pure. */
export function gkeFacts(config: GkeConfig): ClusterFacts {
  const { nodes, controlPlane, data } = networkAddresses(config.network);
  return {
    name: config.name,
    flavour: "gke",
    kubernetesVersion: config.kubernetesVersion,
    peers: {
      // kube-dns, not Cloud DNS: that one answers at the metadata address, which pods must not reach.
      dns: { pods: [KUBE_DNS], cidrs: [] },
      kubeApi: { cidrs: [controlPlane], ports: [443] },
      // From the control plane, or out of its tunnel's end in the cluster: which of them depends on the release.
      apiServerToWebhook: { cidrs: [controlPlane], pods: KONNECTIVITY },
      nodes: { cidrs: [nodes] },
      ingressController: config.ingressController,
      prometheus: config.prometheus,
    },
    // Dataplane V2 is Cilium: an ipBlock matches neither pods nor nodes.
    networkPolicy: { engine: "gke-dataplane-v2", ipBlockMatchesPods: false },
    nodePolicy: "CiliumClusterwideNetworkPolicy",
    dataCidrs: data === undefined ? [] : [data],
    maxNodes: config.maxNodes,
    storageClass: STORAGE_CLASS,
  };
}
