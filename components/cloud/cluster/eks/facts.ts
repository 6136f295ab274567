import type { Cidr, ClusterFacts } from "../../../shared/cluster.ts";
import { KUBE_DNS } from "../systemPods.ts";
import type { EksConfig, EksNetworkConfig } from "./config.ts";
import { subnetLayout, tierCidrs } from "./network/layout.ts";
import { STORAGE_CLASS } from "./storageClass.ts";

/** Addresses of a network that policies name, whoever made it. */
export interface NetworkAddresses {
  readonly vpc: Cidr;
  /** Nodes and, with the VPC CNI, pods. */
  readonly nodes: readonly Cidr[];
  /** The API server's interfaces, and nothing else. */
  readonly controlPlane: readonly Cidr[];
  /** Endpoints of AWS services; in a VPC that somebody else made they may be anywhere in it. */
  readonly endpoints: readonly Cidr[];
  /** Managed databases. */
  readonly data: readonly Cidr[];
}

/** Pure. */
export function networkAddresses(network: EksNetworkConfig): NetworkAddresses {
  if (network.kind === "existing") {
    const cidrs = (subnets: readonly { readonly cidr: Cidr }[]): readonly Cidr[] => subnets.map((subnet) => subnet.cidr);
    return {
      vpc: network.cidr,
      nodes: cidrs(network.nodeSubnets),
      controlPlane: cidrs(network.controlPlaneSubnets),
      endpoints: [network.cidr],
      data: cidrs(network.dataSubnets),
    };
  }
  const layout = subnetLayout(network.cidr, network.zones);
  return {
    vpc: network.cidr,
    nodes: tierCidrs(layout, "node"),
    controlPlane: tierCidrs(layout, "controlPlane"),
    endpoints: tierCidrs(layout, "endpoint"),
    data: tierCidrs(layout, "data"),
  };
}

/** What is known of an EKS cluster before it exists. Pure. */
export function eksFacts(config: EksConfig): ClusterFacts {
  const { nodes, controlPlane, endpoints, data } = networkAddresses(config.network);
  return {
    name: config.name,
    flavour: "eks",
    kubernetesVersion: config.kubernetesVersion,
    peers: {
      dns: { pods: [KUBE_DNS], cidrs: [] },
      kubeApi: { cidrs: controlPlane, ports: [443] },
      // The API server calls pods straight from its interfaces in the VPC.
      apiServerToWebhook: { cidrs: controlPlane, pods: [] },
      nodes: { cidrs: nodes },
      ingressController: config.ingressController,
      prometheus: config.prometheus,
    },
    networkPolicy: { engine: "aws-vpc-cni", ipBlockMatchesPods: true },
    cloudEndpointCidrs: endpoints,
    dataCidrs: data,
    maxNodes: config.maxNodes,
    storageClass: STORAGE_CLASS,
  };
}
