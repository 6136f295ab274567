import { describe, expect, it } from "vitest";
import { UNKNOWN, type Finding, type Plain } from "../../policy/lib/verdict.ts";
import { buildWorld } from "../../policy/lib/world.ts";
import { reachableEqualsDeclared } from "../../policy/rules/network/reachable-equals-declared.ts";
import { flowComponent, GRAPH } from "../policy/lib/reachability/declaredFixture.ts";
import { NEVER_SHOWN } from "./project.ts";

/** What the rule says of a component that registers this as its graph. */
function said(graph: Plain): readonly Pick<Finding, "verdict" | "message">[] {
  const found = reachableEqualsDeclared.check(buildWorld([flowComponent(graph)]), { profile: "prod", params: {} });
  return found.map(({ verdict, message }) => ({ verdict, message }));
}

const node = { key: "a/b", namespace: "a", name: "b", controller: "Deployment", hostNetwork: false };

describe("a broken flow graph", () => {
  it.each<[string, Plain, string]>([
    ["missing", undefined, "graph: expected object, received undefined"],
    ["null", null, "graph: expected object, received null"],
    ["text", NEVER_SHOWN, "graph: expected object, received string"],
    ["a list", [NEVER_SHOWN], "graph: expected object, received array"],
    ["of another version", { ...GRAPH, version: 2 }, "graph.version: expected 1"],
    ["without flows", { ...GRAPH, flows: undefined }, "graph.flows: expected array, received undefined"],
    ["flows a map", { ...GRAPH, flows: {} }, "graph.flows: expected array, received object"],
    ["a flow that is text", { ...GRAPH, flows: [NEVER_SHOWN] }, "graph.flows[0]: expected object, received string"],
    ["a node without labels", { ...GRAPH, nodes: [node] }, "graph.nodes[0].podLabels: expected record, received undefined"],
    ["peers a list", { ...GRAPH, peers: [] }, "graph.peers: expected object, received array"],
    [
      "an engine that is a number, and no namespaces",
      { ...GRAPH, namespaces: null, enforcement: { engine: 1, ipBlockMatchesPods: true } },
      "graph.namespaces: expected array, received null; graph.enforcement.engine: expected string, received number",
    ],
  ])("%s", (_title, graph, problems) => {
    expect(said(graph)).toEqual([{ verdict: "fail", message: `flows does not declare a readable flow graph: ${problems}` }]);
  });

  it("that is not known before deployment is neither open nor closed", () => {
    expect(said({ ...GRAPH, namespaces: [UNKNOWN] })).toEqual([
      {
        verdict: "unknown",
        message: "flows: graph.namespaces[0] is not known before deployment, so the declared flows are not known",
      },
    ]);
  });
});
