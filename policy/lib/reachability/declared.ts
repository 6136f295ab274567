import { describeResource, fail, unknown } from "../finding.ts";
import type { Finding } from "../verdict.ts";
import { closedFlow } from "./closed.ts";
import type { Cluster } from "./cluster.ts";
import { evaluate } from "./evaluate.ts";
import type { FlowGraph } from "./flowGraph.ts";
import { withStrangers } from "./strangers.ts";
import { undeclared } from "./undeclared.ts";

/** Where the rendered NetworkPolicies and the declared flows differ; empty when they say the same. */
export function compareWithDeclared(rendered: Cluster, graph: FlowGraph): readonly Finding[] {
  const cluster = withStrangers(rendered, graph);
  const nodeCidrs = graph.peers.nodes.cidrs;
  const { ipBlockMatchesPods } = graph.enforcement;
  const sure = evaluate(cluster, { nodeCidrs });
  const open = ipBlockMatchesPods ? evaluate(cluster, { nodeCidrs, ipBlockMatchesPods }) : sure;
  const comparison = { graph, cluster, open, sure };
  return [...unreadable(rendered), ...undeclared(comparison), ...graph.flows.flatMap((flow) => closedFlow(flow, comparison))];
}

function unreadable({ issues }: Cluster): readonly Finding[] {
  return issues.map(({ verdict, message, path, resource }) => {
    const text = `${describeResource(resource)}: ${message}, so what it opens is not known`;
    return (verdict === "fail" ? fail : unknown)(text, { path, subject: resource });
  });
}
