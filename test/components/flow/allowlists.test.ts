import { describe, expect, it } from "vitest";
import { allowedSpiffeIds, peersSpiffeIds } from "../../../components/flow/allowlists.ts";
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
