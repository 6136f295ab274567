import { fail, unknown } from "../finding.ts";
import type { World } from "../rule.ts";
import type { Finding, PolicyResource } from "../verdict.ts";
import { declaredGraphs, type FlowGraph } from "./flowGraph.ts";

/**
 * Judges the declared graph of a world. Several components add up to one graph, because what one declares the policies of
 * all may open; peers and enforcement are the cluster's, so the first stands for all. A graph that cannot be read is a finding.
 */
export function withGraph(
  world: World,
  judge: (graph: FlowGraph, component: PolicyResource) => readonly Finding[],
): readonly Finding[] {
  const declared = declaredGraphs(world);
  const unread = declared.flatMap((entry) => ("graph" in entry ? [] : [entry]));
  if (unread.length > 0)
    return unread.map(({ component, verdict, message }) =>
      (verdict === "fail" ? fail : unknown)(message, { path: "graph", subject: component }),
    );
  const read = declared.flatMap((entry) => ("graph" in entry ? [entry] : []));
  const [first] = read;
  if (first === undefined) return [];
  const graphs = read.map(({ graph }) => graph);
  const whole = { ...first.graph, nodes: graphs.flatMap(({ nodes }) => nodes), flows: graphs.flatMap(({ flows }) => flows) };
  return judge(whole, first.component);
}
