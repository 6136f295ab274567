import { nodesByKey, type Endpoint, type Flow, type FlowGraph } from "./graph.ts";
import { spiffeId } from "./spiffeRegistration.ts";

/** SPIFFE IDs that may call a workload: what it pins on the connections it accepts. Sorted, each once. */
export function allowedSpiffeIds(graph: FlowGraph, targetKey: string): readonly string[] {
  return identities(graph, (flow) => (isWorkload(flow.to, targetKey) ? flow.from : undefined));
}

/** SPIFFE IDs a workload calls: what it pins on the connections it opens. Sorted, each once. */
export function peersSpiffeIds(graph: FlowGraph, sourceKey: string): readonly string[] {
  return identities(graph, (flow) => (isWorkload(flow.from, sourceKey) ? flow.to : undefined));
}

function identities(graph: FlowGraph, otherEnd: (flow: Flow) => Endpoint | undefined): readonly string[] {
  const nodes = nodesByKey(graph);
  const ids = graph.flows
    .filter(({ authentication }) => authentication.by === "spiffe")
    .map(otherEnd)
    .map((end) => (end?.kind === "workload" ? nodes.get(end.key)?.identity : undefined))
    .flatMap((identity) => (identity === undefined ? [] : [spiffeId(graph, identity.path)]));
  return [...new Set(ids)].sort();
}

function isWorkload(end: Endpoint, key: string): boolean {
  return end.kind === "workload" && end.key === key;
}
