import type { ClusterFacts } from "../../../shared/cluster.ts";
import { KONNECTIVITY, KUBE_DNS } from "../systemPods.ts";
import { requiredCidr, subnetCidrs } from "./addresses.ts";
import type { AksConfig } from "./config.ts";
import { STORAGE_CLASS } from "./storageClass.ts";

/** What is known of an AKS cluster before it exists. Pure. */
export function aksFacts(config: AksConfig): ClusterFacts {
  const [nodes, apiServer] = [requiredCidr(config.network, "nodes"), requiredCidr(config.network, "apiServer")];
  const { data } = subnetCidrs(config.network);
  return {
    name: config.name,
    flavour: "aks",
    kubernetesVersion: config.kubernetesVersion,
    peers: {
      dns: { pods: [KUBE_DNS], cidrs: [] },
      // The API server has its own subnet in the network, public or not.
      kubeApi: { cidrs: [apiServer], ports: [443] },
      // From there, or out of its tunnel's end in the cluster: which of them depends on the release.
      apiServerToWebhook: { cidrs: [apiServer], pods: KONNECTIVITY },
      nodes: { cidrs: [nodes] },
      ingressController: config.ingressController,
      prometheus: config.prometheus,
    },
    // Azure CNI powered by Cilium: an ipBlock matches neither pods nor nodes.
    networkPolicy: { engine: "cilium", ipBlockMatchesPods: false },
    nodePolicy: "CiliumNetworkPolicy",
    dataCidrs: data === undefined ? [] : [data],
    maxNodes: config.maxNodes,
    storageClass: STORAGE_CLASS,
  };
}
