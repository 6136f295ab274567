import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jsonPieces } from "../../../policy/cli/jsonPieces.ts";
import { printJson, type Streams } from "../../../policy/cli/outcome.ts";

describe("JSON in pieces", () => {
  it("is the text of JSON.stringify", () => {
    const values = fc.oneof(
      fc.jsonValue({ maxDepth: 6 }),
      fc.constantFrom([undefined, 1], { a: undefined }, { a: [], b: {}, c: { d: { e: { f: [{ g: ["\n"] }] } } } }, "text", null),
    );
    fc.assert(
      fc.property(values, (value) => {
        expect([...jsonPieces(value)].join("")).toBe(JSON.stringify(value, null, 2));
      }),
      { numRuns: 500 },
    );
  });

  it("comes in pieces of some 64 KiB, however long the lists are", () => {
    const lengths = [...jsonPieces({ inner: { list: Array.from({ length: 20_000 }, (_, at) => ({ at })) } })].map(
      ({ length }) => length,
    );
    expect(lengths.length).toBeGreaterThan(5);
    expect(Math.max(...lengths)).toBeLessThan(66_000);
  });

  it("waits until what was printed is taken", async () => {
    const seen: string[] = [];
    const taken = async (): Promise<void> => {
      await Promise.resolve();
      seen.push("taken");
    };
    const streams: Streams = {
      out: () => void seen.push("out"),
      err: () => undefined,
      stdin: () => process.stdin,
      color: false,
      taken,
    };
    await printJson(
      streams,
      Array.from({ length: 2000 }, () => "x".repeat(64)),
    );
    expect(seen).toEqual(["out", "taken", "out", "taken", "out", "taken", "out"]);
  });
});
