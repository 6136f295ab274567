import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nodeRoomProblems } from "../../../../components/cloud/cluster/nodeRoom.ts";

const room = (change: object) =>
  nodeRoomProblems({ nodes: "10.0.0.0/24", pods: "10.4.0.0/16", reserved: 5, maxNodes: 251, ...change }).map(({ path }) => path);

describe("room for nodes", () => {
  it.each<[string, object, readonly string[]]>([
    ["just fits", {}, []],
    ["of one node too many", { maxNodes: 252 }, ["palisade:cluster.network.nodes"]],
    ["with pods of one node too few", { pods: "10.4.0.0/17" }, ["palisade:cluster.network.pods"]],
    [
      "that holds nobody",
      { nodes: "10.0.0.0/30", pods: "10.4.0.0/25", maxNodes: 1 },
      ["palisade:cluster.network.nodes", "palisade:cluster.network.pods"],
    ],
  ])("%s", (_title, change, paths) => {
    expect(room(change)).toEqual(paths);
  });

  it("never shrinks with a wider network", () => {
    const prefix = fc.integer({ min: 9, max: 30 });
    fc.assert(
      fc.property(prefix, fc.integer({ min: 1, max: 5000 }), (narrow, maxNodes) => {
        const problems = (bits: number) => room({ nodes: `10.0.0.0/${bits}`, pods: `10.0.0.0/${bits}`, maxNodes }).length;
        expect(problems(narrow - 1)).toBeLessThanOrEqual(problems(narrow));
      }),
    );
  });
});
