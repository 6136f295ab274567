import type { Reason } from "../shared/reason.ts";
import type { Cidr, PodPeer } from "../shared/cluster.ts";

/** Transport protocols NetworkPolicy knows. */
export type Protocol = "TCP" | "UDP" | "SCTP";

/** One port of a flow, or a range when `endPort` is given. */
export interface FlowPort {
  /** Container port of the target, not its Service port. */
  readonly port: number;
  /** Last port of a range, inclusive. */
  readonly endPort?: number | undefined;
  /** @default "TCP" */
  readonly protocol?: Protocol | undefined;
}

/** Who proves the identity of both ends of a flow. `plain` is refused in staging and prod unless the peer is outside the platform. */
export type Authentication =
  | { readonly by: "spiffe" }
  | { readonly by: "istio" }
  | { readonly by: "linkerd" }
  | ({ readonly by: "tls" } & Reason)
  | ({ readonly by: "plain" } & Reason);

/** A workload by the key of its node: `namespace/name`. */
export interface WorkloadEndpoint {
  readonly kind: "workload";
  readonly key: string;
}

/** Peers whose address comes from the cluster's contract. */
export interface NamedEndpoint {
  readonly kind: "dns" | "kubeApi" | "apiServerToWebhook" | "nodes" | "ingressController" | "prometheus";
}

/** An exact link-local address that serves cloud credentials; made only from a cloud edge, never by hand. */
export interface CloudCredentialsEndpoint {
  readonly kind: "cloudCredentials";
  readonly address: string;
}

/** A service of the cloud provider, by name, with the addresses it is reached at. */
export interface CloudServiceEndpoint {
  readonly kind: "cloudService";
  readonly name: string;
  readonly cidrs: readonly Cidr[];
  /** Why these CIDRs are as wide as they are. */
  readonly why: Reason;
}

/** A host outside the cluster. NetworkPolicy cannot say host names: compiled from `cidrs`, reported as wider. */
export interface ExternalHostEndpoint {
  readonly kind: "externalHost";
  readonly host: string;
  readonly cidrs: readonly Cidr[];
  readonly why: Reason;
}

/** Addresses. `why` is needed from a /16 (IPv4) or /48 (IPv6) upward; `0.0.0.0/0` and `::/0` always need it. */
export interface CidrEndpoint {
  readonly kind: "cidr";
  readonly cidr: Cidr;
  readonly except?: readonly Cidr[] | undefined;
  readonly why?: Reason | undefined;
}

/** Pods that the platform does not make, chosen by namespace and labels. */
export interface ForeignPodsEndpoint extends PodPeer {
  readonly kind: "foreignPods";
  readonly why: Reason;
}

/** Pods of every namespace that carries a label: how client namespaces opt in to the gateway. */
export interface LabelledNamespacesEndpoint {
  readonly kind: "labelledNamespaces";
  readonly namespaceLabels: Readonly<Record<string, string>>;
  readonly why: Reason;
}

export type Endpoint =
  | WorkloadEndpoint
  | NamedEndpoint
  | CloudCredentialsEndpoint
  | CloudServiceEndpoint
  | ExternalHostEndpoint
  | CidrEndpoint
  | ForeignPodsEndpoint
  | LabelledNamespacesEndpoint;

/** HTTP constraints that a mesh or a proxy can enforce and NetworkPolicy cannot. */
export interface L7Rule {
  readonly methods?: readonly string[] | undefined;
  readonly paths?: readonly string[] | undefined;
}

/** One edge: who may open a connection to whom, on which ports, authenticated by whom. */
export interface Flow {
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly ports: readonly FlowPort[];
  readonly authentication: Authentication;
  readonly l7?: L7Rule | undefined;
  /** What the edge is for, one short sentence; shown in reports. Requirement ids belong in tests, not here. */
  readonly purpose: string;
}

/** A container port of a node. */
export interface NodePort {
  readonly name: string;
  readonly port: number;
  readonly protocol: Protocol;
}

/** A Service port and the container port it leads to. */
export interface NodeServicePort {
  readonly service: string;
  readonly port: number;
  readonly targetPort: number;
  readonly protocol: Protocol;
}

/** What the flow compilers need to know of a workload; derived from its spec, never written by hand. */
export interface WorkloadNode {
  /** `namespace/name`. */
  readonly key: string;
  readonly namespace: string;
  readonly name: string;
  readonly controller: "Deployment" | "StatefulSet" | "DaemonSet" | "Job" | "CronJob";
  readonly podLabels: Readonly<Record<string, string>>;
  readonly serviceAccount: string;
  readonly hostNetwork: boolean;
  readonly ports: readonly NodePort[];
  readonly services: readonly NodeServicePort[];
  /** Identity issued to the pods, if they have one. */
  readonly identity?: NodeIdentity | undefined;
}

/** SPIFFE identity of a workload. */
export interface NodeIdentity {
  /** Path of the SPIFFE ID, with leading slash: `/ns/gateway/sa/precinct-gateway`. */
  readonly path: string;
  readonly dnsNames: readonly string[];
  /** X.509-SVID lifetime in seconds; undefined takes the server's default. */
  readonly ttlSeconds?: number | undefined;
  readonly jwtTtlSeconds?: number | undefined;
  /** Trust domains whose bundles are delivered too. */
  readonly federatesWith: readonly string[];
}

/** The whole declared graph: nodes, edges and the namespaces in which deny is the default. */
export interface FlowGraph {
  readonly trustDomain: string;
  readonly namespaces: readonly string[];
  readonly nodes: readonly WorkloadNode[];
  readonly flows: readonly Flow[];
}

/** A workload by the key of its node. */
export function workload(key: string): WorkloadEndpoint {
  return { kind: "workload", key };
}

/** TCP on one port. */
export function tcp(port: number): FlowPort {
  return { port, protocol: "TCP" };
}

/** UDP on one port. */
export function udp(port: number): FlowPort {
  return { port, protocol: "UDP" };
}

/** The workloads of a graph by key; of two with the same key the first counts (validation refuses the second). */
export function nodesByKey(graph: FlowGraph): ReadonlyMap<string, WorkloadNode> {
  return new Map(graph.nodes.toReversed().map((node) => [node.key, node]));
}
