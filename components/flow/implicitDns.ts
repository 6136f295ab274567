import type { Endpoint, FlowGraph } from "./graph.ts";
import { nodesByKey } from "./graph.ts";
import { dnsFlow } from "./peers/dns.ts";

/** Ends that are reached by name. The API server is not: pods get its address from their environment. */
const REACHED_BY_NAME: ReadonlySet<Endpoint["kind"]> = new Set(["workload", "externalHost", "cloudService"]);

/**
 * Adds the DNS edge to every workload that reaches something by name and does not declare it, so that what a policy will allow
 * also shows in the graph. Applying it twice changes nothing.
 */
export function withImplicitDns(graph: FlowGraph): FlowGraph {
  const nodes = nodesByKey(graph);
  const declared = new Set(graph.flows.filter(({ to }) => to.kind === "dns").map(sourceKey));
  const needing = graph.flows.filter(({ to }) => REACHED_BY_NAME.has(to.kind)).map(sourceKey);
  const missing = [...new Set(needing)].filter(
    (key) => key !== undefined && !declared.has(key) && nodes.get(key)?.hostNetwork === false,
  );
  return { ...graph, flows: [...graph.flows, ...missing.sort().map((key) => dnsFlow(key as string))] };
}

function sourceKey({ from }: { readonly from: Endpoint }): string | undefined {
  return from.kind === "workload" ? from.key : undefined;
}
