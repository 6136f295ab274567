import type { ClusterFacts } from "../shared/cluster.ts";
import { standardLabels } from "../shared/labels.ts";
import { describeFlow } from "./describe.ts";
import { nodesByKey, type Endpoint, type Flow, type FlowGraph, type FlowPort, type WorkloadNode } from "./graph.ts";
import { FLOWS_ANNOTATION, REASON_ANNOTATION } from "./networkPolicy.ts";
import { selectPods } from "./peers/selectPods.ts";

/** Every node, one's own included. Cilium keeps the two apart. */
const NODES = ["host", "remote-node"] as const;

/** Where Cilium selects pods in all namespaces, the label that it gives them by their own. */
const NAMESPACE_LABEL = "k8s:io.kubernetes.pod.namespace";

/** Why it is no NetworkPolicy, for whoever reviews the object. */
const REASON = "no NetworkPolicy can open the way to nodes or from them: under Cilium they match no ipBlock";

interface CiliumPorts {
  readonly ports: readonly { readonly port: string; readonly endPort?: number; readonly protocol: string }[];
}

/** A policy of Cilium as plain data. https://docs.cilium.io/en/stable/security/policy/language/#entities-based */
export interface CiliumPolicy {
  readonly apiVersion: "cilium.io/v2";
  readonly kind: "CiliumNetworkPolicy" | "CiliumClusterwideNetworkPolicy";
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly annotations: Readonly<Record<string, string>>;
  };
  readonly spec: {
    readonly endpointSelector: { readonly matchLabels: Readonly<Record<string, string>> };
    readonly egress?: readonly { readonly toEntities: readonly string[]; readonly toPorts: readonly CiliumPorts[] }[];
    readonly ingress?: readonly { readonly fromEntities: readonly string[]; readonly toPorts: readonly CiliumPorts[] }[];
  };
}

/**
 * What a NetworkPolicy cannot open under Cilium: the way to nodes and from them, which have an identity there and match no
 * ipBlock. One policy for each workload that such a flow concerns, on the flow's ports alone, beside its NetworkPolicy; none
 * where the cluster matches nodes by address. Pure. https://github.com/cilium/cilium/issues/46571
 */
export function compileNodePolicies(graph: FlowGraph, { nodePolicy }: Pick<ClusterFacts, "nodePolicy">): readonly CiliumPolicy[] {
  if (nodePolicy === undefined) return [];
  const nodes = nodesByKey(graph);
  const workloadOf = (end: Endpoint): WorkloadNode | undefined => (end.kind === "workload" ? nodes.get(end.key) : undefined);
  return [...nodes.values()].flatMap((node) => {
    const egress = graph.flows.filter(({ from, to }) => to.kind === "nodes" && workloadOf(from) === node);
    const ingress = graph.flows.filter(({ from, to }) => from.kind === "nodes" && workloadOf(to) === node);
    return egress.length + ingress.length === 0 ? [] : [toPolicy(nodePolicy, node, { egress, ingress })];
  });
}

interface NodeFlows {
  readonly egress: readonly Flow[];
  readonly ingress: readonly Flow[];
}

function toPolicy(kind: CiliumPolicy["kind"], node: WorkloadNode, { egress, ingress }: NodeFlows): CiliumPolicy {
  const inNamespace = kind === "CiliumNetworkPolicy";
  const pods = selectPods(node);
  return {
    apiVersion: "cilium.io/v2",
    kind,
    metadata: {
      ...(inNamespace
        ? { name: `${node.name}-nodes`, namespace: node.namespace }
        : { name: `${node.namespace}.${node.name}-nodes` }),
      labels: standardLabels(node.name, "flow"),
      annotations: {
        [FLOWS_ANNOTATION]: [...new Set([...egress, ...ingress].map(describeFlow))].sort().join("\n"),
        [REASON_ANNOTATION]: REASON,
      },
    },
    spec: {
      endpointSelector: { matchLabels: inNamespace ? pods : { ...pods, [NAMESPACE_LABEL]: node.namespace } },
      ...(egress.length === 0 ? {} : { egress: [{ toEntities: NODES, toPorts: [portsOf(egress)] }] }),
      ...(ingress.length === 0 ? {} : { ingress: [{ fromEntities: NODES, toPorts: [portsOf(ingress)] }] }),
    },
  };
}

function portsOf(flows: readonly Flow[]): CiliumPorts {
  const ports = new Map(flows.flatMap((flow) => flow.ports.map(toPort)).map((port) => [JSON.stringify(port), port]));
  return { ports: [...ports.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, port]) => port) };
}

function toPort({ port, endPort, protocol = "TCP" }: FlowPort): CiliumPorts["ports"][number] {
  return { port: String(port), ...(endPort === undefined || endPort === port ? {} : { endPort }), protocol };
}
