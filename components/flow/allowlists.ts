import type { Problem } from "../shared/problem.ts";
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

/**
 * Where what a workload pins in its own configuration and what the flows say are not the same: a caller that a proxy admits and
 * no flow declares, or one that a flow declares and the proxy turns away. Identities issued by others are not looked at.
 */
export function allowlistProblems(graph: FlowGraph, key: string, configuration: string): readonly Problem[] {
  const own = nodesByKey(graph).get(key)?.identity;
  const issued = graph.nodes.flatMap(({ identity }) => (identity === undefined ? [] : [spiffeId(graph, identity.path)]));
  const written = new Set(configuration.match(SPIFFE_ID));
  const pinned = issued.filter((id) => written.has(id) && (own === undefined || id !== spiffeId(graph, own.path)));
  const declared = [...new Set([...allowedSpiffeIds(graph, key), ...peersSpiffeIds(graph, key)])];
  return [
    ...pinned
      .filter((id) => !declared.includes(id))
      .map((id) => disagreement(key, `pins ${id}, and no flow joins them over spiffe`)),
    ...declared
      .filter((id) => !pinned.includes(id))
      .map((id) => disagreement(key, `does not pin ${id}, which a flow joins it with`)),
  ];
}

const SPIFFE_ID = /spiffe:\/\/[a-z0-9._-]+\/[A-Za-z0-9._/-]+/g;

function disagreement(key: string, given: string): Problem {
  return {
    path: `workload ${key}`,
    given,
    allowed: "the identities in its configuration are those of its flows",
    change: "correct the flow or the configuration",
  };
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
