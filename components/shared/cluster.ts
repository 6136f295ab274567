/** What kind of cluster the program deploys to. Cloud flavours describe an existing cluster of that cloud. */
export type ClusterFlavour = "docker-desktop" | "kind" | "k3s" | "upcloud" | "eks" | "gke" | "aks" | "other";

/** A network as `address/prefix`, for example `10.0.0.0/16`. */
export type Cidr = string;

/** Pods outside our namespaces that a named peer stands for. */
export interface PodPeer {
  /** Exact namespace name, matched by `kubernetes.io/metadata.name`. */
  readonly namespace: string;
  /** Labels of the pods; never empty. */
  readonly podLabels: Readonly<Record<string, string>>;
}

/** Where a named peer of the flow graph lives in this cluster: plain values, known before anything is created. */
export interface ClusterPeers {
  /** The pods that answer DNS, and the address of a node-local cache where there is one. */
  readonly dns: { readonly pods: readonly PodPeer[]; readonly cidrs: readonly Cidr[] };
  /** Addresses and ports of the API server behind its Service (post-DNAT endpoint addresses). */
  readonly kubeApi: { readonly cidrs: readonly Cidr[]; readonly ports: readonly number[] };
  /** Where the API server's calls to webhooks come from: control-plane addresses, and konnectivity pods where used. */
  readonly apiServerToWebhook: { readonly cidrs: readonly Cidr[]; readonly pods: readonly PodPeer[] };
  /** Node addresses: kubelets, and pods with hostNetwork. */
  readonly nodes: { readonly cidrs: readonly Cidr[] };
  /** Pods of the ingress controller, if there is one. */
  readonly ingressController?: PodPeer | undefined;
  /** Pods of a Prometheus that scrapes us, if there is one. */
  readonly prometheus?: PodPeer | undefined;
}

/** How NetworkPolicies behave in this cluster. */
export interface NetworkPolicyEnforcement {
  /** `none`: policies are accepted and do nothing (for example Docker Desktop). */
  readonly engine: "cilium" | "calico" | "aws-vpc-cni" | "gke-dataplane-v2" | "azure" | "kube-router" | "none";
  /** True when an ipBlock also matches pod addresses (Calico, VPC CNI); false for Cilium's reading. */
  readonly ipBlockMatchesPods: boolean;
}

/** What is known of a cluster before the program runs, whatever its kind. */
export interface ClusterFacts {
  /** Name used in SPIRE selectors and resource names. */
  readonly name: string;
  readonly flavour: ClusterFlavour;
  /** Kubernetes minor version, for example `1.36`. */
  readonly kubernetesVersion: string;
  readonly peers: ClusterPeers;
  readonly networkPolicy: NetworkPolicyEnforcement;
  /**
   * Cilium's own kind of policy that opens the way to nodes, in a managed cluster whose Cilium matches no node by address and
   * cannot be set to. Undefined where an ipBlock does it.
   */
  readonly nodePolicy?: "CiliumNetworkPolicy" | "CiliumClusterwideNetworkPolicy" | undefined;
  /** Where services of the cloud answer inside the cluster's network; absent where they do not, or nobody knows. */
  readonly cloudEndpointCidrs?: readonly Cidr[] | undefined;
  /** Where managed databases of the stack are, in the cluster's own network; absent or empty where none may be. */
  readonly dataCidrs?: readonly Cidr[] | undefined;
  /** Most nodes the cluster may grow to. */
  readonly maxNodes: number;
  /** StorageClass of persistent volumes; undefined takes the cluster's default. */
  readonly storageClass?: string | undefined;
}
