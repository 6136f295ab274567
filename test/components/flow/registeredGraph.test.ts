import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { registeredGraph } from "../../../components/flow/registeredGraph.ts";
import { anyGraphs } from "./arbitraryGraph.ts";
import { FACTS, GOOD } from "./graphFixture.ts";

const schema = JSON.parse(readFileSync(new URL("../../../policy/lib/flow-graph.schema.json", import.meta.url), "utf8")) as object;
const isGraph = new Ajv2020().compile(schema);

describe("registeredGraph", () => {
  it("is the graph with the cluster's peers and what enforces policies", () => {
    expect(registeredGraph(GOOD, FACTS)).toEqual({
      version: 1,
      ...GOOD,
      peers: FACTS.peers,
      enforcement: { engine: "calico", ipBlockMatchesPods: true },
    });
  });

  it("always has the shape the policy pack reads", () => {
    fc.assert(
      fc.property(anyGraphs, (graph) => {
        isGraph(JSON.parse(JSON.stringify(registeredGraph(graph, FACTS))));
        expect(isGraph.errors).toBe(null);
      }),
    );
  });
});
