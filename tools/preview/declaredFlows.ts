import { compileNetworkPolicies } from "../../components/flow/networkPolicy.ts";
import { flowReport, type FlowReportRow } from "../../components/flow/report.ts";
import type { PreviewRecord } from "../engine/record.ts";
import type { RegisteredGraph } from "./reachability.ts";

/** The flows a program declares, as the report shows them; none for a program without a flow graph. */
export interface DeclaredFlows {
  readonly graph?: RegisteredGraph | undefined;
  readonly rows: readonly FlowReportRow[];
  /** Settings of the network plug-in without which a policy does not do what it says. */
  readonly prerequisites: readonly string[];
}

const FLOW_POLICIES = "palisade:flow:FlowPolicies";

/** Reads the graph that `FlowPolicies` registers as its output: the same one that the stack policies judge. */
export function declaredFlows(record: PreviewRecord): DeclaredFlows {
  const graph = record.resources.find((resource) => resource.type === FLOW_POLICIES)?.outputs?.["graph"] as unknown as
    RegisteredGraph | undefined;
  if (graph === undefined) return { rows: [], prerequisites: [] };
  const compiled = compileNetworkPolicies(graph, { peers: graph.peers, networkPolicy: graph.enforcement });
  const { flows, prerequisites } = flowReport(graph, compiled);
  return { graph, rows: flows, prerequisites };
}
