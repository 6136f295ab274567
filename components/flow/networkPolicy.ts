import type { ClusterFacts, NetworkPolicyEnforcement } from "../shared/cluster.ts";
import { standardLabels } from "../shared/labels.ts";
import { describeEndpoint, describeFlow, describePort } from "./describe.ts";
import { combineExactness, wider, type Exactness } from "./exactness.ts";
import { nodesByKey, type Endpoint, type Flow, type FlowGraph, type FlowPort, type WorkloadNode } from "./graph.ts";
import type { NetworkPolicyPeer, NetworkPolicyPort, NetworkPolicySpec } from "./networkPolicySpec.ts";
import { resolvePeer } from "./peers/index.ts";
import type { PeerContext, ResolvedPeer } from "./peers/peer.ts";
import { selectPods } from "./peers/selectPods.ts";
import { prerequisites } from "./prerequisites.ts";
import { flowReasons } from "./reasons.ts";

/** Annotation: the flows a policy was compiled from, a line each. */
export const FLOWS_ANNOTATION = "palisade.dev/flows";
/** Annotation: why a policy allows what a reviewer may wonder about, a line for each reason. */
export const REASON_ANNOTATION = "palisade.dev/reason";
/** Name of the policy that denies everything not allowed by another, one in every namespace. */
export const DEFAULT_DENY = "default-deny";

export interface CompiledNetworkPolicies {
  /** By namespace and name; a default deny first in each namespace. */
  readonly policies: readonly NetworkPolicySpec[];
  /** How closely the policies match each flow, at the flow's index in the graph. */
  readonly exactness: readonly Exactness[];
  readonly enforcement: NetworkPolicyEnforcement;
  /** What the cluster must be set to for the policies to open what they say. */
  readonly prerequisites: readonly string[];
}

type Direction = "ingress" | "egress";

/** One end of a flow as a rule of one workload's policy. */
interface Allowance {
  readonly node: WorkloadNode;
  readonly direction: Direction;
  readonly flow: Flow;
  readonly resolved: ResolvedPeer;
}

/**
 * Compiles a validated graph: default deny in every namespace, then for each flow a rule at both ends, because a connection
 * needs the consent of the source's egress and of the target's ingress. Throws where an end cannot be resolved.
 */
export function compileNetworkPolicies(
  graph: FlowGraph,
  facts: Pick<ClusterFacts, "peers" | "networkPolicy" | "nodePolicy">,
): CompiledNetworkPolicies {
  const context: PeerContext = { nodes: nodesByKey(graph), peers: facts.peers };
  const compiled = graph.flows.map((flow) => {
    const allowances = allow(flow, context);
    return { allowances, exactness: exactnessOf(flow, allowances) };
  });
  const allowances = compiled.flatMap((flow) => flow.allowances);
  const policies = [...graph.namespaces.map(defaultDeny), ...[...Map.groupBy(allowances, policyKey).values()].flatMap(toPolicy)];
  return {
    policies: policies.sort(byNamespaceThenName),
    exactness: compiled.map(({ exactness }) => exactness),
    enforcement: facts.networkPolicy,
    prerequisites: prerequisites(graph, facts),
  };
}

/** Both ends are resolved, also one that only holds the policy: without labels its selector would hold every pod around it. */
function allow(flow: Flow, context: PeerContext): readonly Allowance[] {
  const [from, to] = [mustResolve(flow, flow.from, context), mustResolve(flow, flow.to, context)];
  const rule = (end: Endpoint, direction: Direction, resolved: ResolvedPeer): readonly Allowance[] => {
    const node = selectable(end, context);
    return node === undefined ? [] : [{ node, direction, flow, resolved }];
  };
  return [...rule(flow.from, "egress", to), ...rule(flow.to, "ingress", from)];
}

/** The workload whose pods a policy can select; pods on the host network are out of its reach. */
function selectable(end: Endpoint, { nodes }: PeerContext): WorkloadNode | undefined {
  const node = end.kind === "workload" ? nodes.get(end.key) : undefined;
  return node?.hostNetwork === true ? undefined : node;
}

function mustResolve(flow: Flow, end: Endpoint, context: PeerContext): ResolvedPeer {
  const resolved = resolvePeer(end, context);
  if ("missing" in resolved) throw new Error(`flow ${describeFlow(flow)}: ${resolved.missing}; ${resolved.change}`);
  return resolved;
}

function exactnessOf(flow: Flow, allowances: readonly Allowance[]): Exactness {
  if (allowances.length === 0) throw new Error(`flow ${describeFlow(flow)}: no NetworkPolicy can select either end`);
  const layer7 = flow.l7 === undefined ? [] : [wider("every HTTP method and path", "NetworkPolicy knows ports, not requests")];
  return combineExactness([...allowances.map(({ resolved }) => resolved.exactness), ...layer7]);
}

function defaultDeny(namespace: string): NetworkPolicySpec {
  return {
    name: DEFAULT_DENY,
    namespace,
    labels: standardLabels(DEFAULT_DENY, "flow"),
    annotations: {},
    spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
  };
}

function policyKey({ node, direction }: Allowance): string {
  return `${node.key} ${direction}`;
}

function toPolicy(allowances: readonly Allowance[]): readonly NetworkPolicySpec[] {
  return allowances.slice(0, 1).map(({ node, direction }) => ({
    name: `${node.name}-${direction}`,
    namespace: node.namespace,
    labels: standardLabels(node.name, "flow"),
    annotations: annotate(allowances),
    spec: { podSelector: { matchLabels: selectPods(node) }, ...rulesOf(direction, allowances) },
  }));
}

function rulesOf(direction: Direction, allowances: readonly Allowance[]): Omit<NetworkPolicySpec["spec"], "podSelector"> {
  const rules = mergeRules(allowances);
  return direction === "ingress"
    ? { policyTypes: ["Ingress"], ingress: rules.map(({ peers, ports }) => ({ from: peers, ports })) }
    : { policyTypes: ["Egress"], egress: rules.map(({ peers, ports }) => ({ to: peers, ports })) };
}

interface Rule {
  readonly peers: readonly NetworkPolicyPeer[];
  readonly ports: readonly NetworkPolicyPort[];
}

/** One rule for the same peers, with the ports of all its flows; sorted, so that the order of declaration changes nothing. */
function mergeRules(allowances: readonly Allowance[]): readonly Rule[] {
  const rules = new Map<string, { peers: readonly NetworkPolicyPeer[]; ports: Map<string, NetworkPolicyPort> }>();
  for (const { flow, resolved } of allowances) {
    const peers = sortByText(resolved.peers);
    const key = JSON.stringify(peers);
    const rule = rules.get(key) ?? { peers, ports: new Map() };
    for (const port of flow.ports) rule.ports.set(describePort(port), toPort(port));
    rules.set(key, rule);
  }
  return sortByText([...rules.values()].map(({ peers, ports }) => ({ peers, ports: [...ports.values()].sort(byPort) })));
}

function toPort({ port, endPort, protocol = "TCP" }: FlowPort): NetworkPolicyPort {
  return { protocol, port, ...(endPort === undefined || endPort === port ? {} : { endPort }) };
}

function annotate(allowances: readonly Allowance[]): Readonly<Record<string, string>> {
  const flows = allowances.map(({ flow, node, direction }) => annotationLine(flow, node, direction)).sort();
  const reasons = [...new Set(allowances.flatMap(({ flow, resolved }) => flowReasons(flow, resolved.exactness)))].sort();
  return { [FLOWS_ANNOTATION]: flows.join("\n"), ...(reasons.length === 0 ? {} : { [REASON_ANNOTATION]: reasons.join("\n") }) };
}

function annotationLine(flow: Flow, node: WorkloadNode, direction: Direction): string {
  const ports = flow.ports.map(describePort).sort().join(", ");
  const [word, other] = direction === "ingress" ? ["from", flow.from] : ["to", flow.to];
  return `${node.name} ${word} ${describeEndpoint(other)} ${ports}: ${flow.purpose}`;
}

function sortByText<T>(items: readonly T[]): readonly T[] {
  return items
    .map((item) => ({ item, text: JSON.stringify(item) }))
    .sort((a, b) => (a.text < b.text ? -1 : 1))
    .map(({ item }) => item);
}

function byPort(a: NetworkPolicyPort, b: NetworkPolicyPort): number {
  return a.port - b.port || (describePort(a) < describePort(b) ? -1 : 1);
}

function byNamespaceThenName(a: NetworkPolicySpec, b: NetworkPolicySpec): number {
  const rank = (policy: NetworkPolicySpec): string => `${policy.namespace}/${policy.name === DEFAULT_DENY ? "" : policy.name}`;
  return rank(a) < rank(b) ? -1 : 1;
}
