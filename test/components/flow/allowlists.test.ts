import { describe, expect, it } from "vitest";
import { describeProblem } from "../../../components/shared/problem.ts";
import { stackNames } from "../../../tools/commands/stackPlan.ts";
import { workloadKey } from "../../../components/workload/flowNode.ts";
import { planOf, shippedStack } from "../../support/stacks.ts";
import { allowedSpiffeIds, allowlistProblems, peersSpiffeIds } from "../../../components/flow/allowlists.ts";
import type { FlowGraph } from "../../../components/flow/graph.ts";
import { edge, GOOD, PLAIN, TLS, WHY } from "./graphFixture.ts";

const G = "gateway/precinct-gateway";
const V = "data/valkey";
const T = "tools/s3-mcp-server";
const id = (path: string): string => `spiffe://example.org/ns/${path}`;

describe("allowlists", () => {
  it("names the callers of a workload, sorted and once", () => {
    const graph: FlowGraph = { ...GOOD, flows: [edge(T, V, 6380), edge(G, V, 6380), edge(G, V, 9121)] };
    expect(allowedSpiffeIds(graph, V)).toEqual([id("gateway/sa/precinct-gateway"), id("tools/sa/s3-mcp-server")]);
  });

  it("names the workloads one calls", () => {
    expect(peersSpiffeIds(GOOD, G)).toEqual([id("data/sa/valkey"), id("tools/sa/s3-mcp-server")]);
    expect(peersSpiffeIds(GOOD, V)).toEqual([]);
  });

  it.each([TLS, PLAIN])("leaves out callers that are not authenticated by SPIFFE", (authentication) => {
    expect(allowedSpiffeIds({ ...GOOD, flows: [edge(G, V, 6380, { authentication })] }, V)).toEqual([]);
  });

  it("leaves out peers whose identities the platform does not issue", () => {
    const flow = { ...edge(G, V, 6380), from: { kind: "labelledNamespaces" as const, namespaceLabels: { a: "b" }, why: WHY } };
    expect(allowedSpiffeIds({ ...GOOD, flows: [flow] }, V)).toEqual([]);
  });

  it("is not symmetric", () => {
    expect(allowedSpiffeIds(GOOD, G)).toEqual([]);
  });
});

describe("allowlistProblems", () => {
  const configuration = (...ids: readonly string[]): string =>
    JSON.stringify({ env: ids.join(","), file: "spiffe://example.org" });
  const [gateway, valkey, tool] = [id("gateway/sa/precinct-gateway"), id("data/sa/valkey"), id("tools/sa/s3-mcp-server")];
  const problems = (key: string, ...ids: readonly string[]): readonly string[] =>
    allowlistProblems(GOOD, key, configuration(...ids)).map(describeProblem);
  const rest = "the identities in its configuration are those of its flows; correct the flow or the configuration";

  it("finds nothing where configuration and flows agree, its own identity and those of others left aside", () => {
    expect(problems(V, gateway, valkey, "spiffe://example.org/ns/ops/sa/admin")).toEqual([]);
    expect(problems(G, tool, valkey)).toEqual([]);
  });

  it("finds an identity that no flow joins it with", () => {
    expect(problems(V, gateway, tool)).toEqual([`workload ${V}: pins ${tool}, and no flow joins them over spiffe; ${rest}`]);
  });

  it("finds a flow whose identity is not pinned, also where it is only the beginning of another", () => {
    expect(problems(V, `${gateway}-2`)).toEqual([`workload ${V}: does not pin ${gateway}, which a flow joins it with; ${rest}`]);
  });

  it.each(stackNames("."))("[P-49] stack %s: what every workload pins is what its flows say", (stack) => {
    const { graph, workloads } = planOf(shippedStack(stack));
    const identified = Object.values(workloads)
      .flat()
      .filter(({ identity }) => identity !== undefined);
    expect(identified.length).toBeGreaterThan(4);
    expect(
      identified.flatMap((spec) => allowlistProblems(graph, workloadKey(spec), JSON.stringify(spec))).map(describeProblem),
    ).toEqual([]);
  });
});
