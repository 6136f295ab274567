import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { loadBundle } from "../../../../components/services/gateway/bundle.ts";
import { toolHash, toolRegistryProblems } from "../../../../components/services/gateway/toolRegistry.ts";
import { describeProblem } from "../../../../components/shared/problem.ts";

const example = loadBundle("components/services/gateway/bundle");
const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

describe("the hash of a tool", () => {
  test("is that of description and schema with sorted keys", () => {
    expect(toolHash("Reads.", { type: "object", properties: { b: { type: "string" }, a: { type: "string" } } })).toBe(
      sha256('Reads.{"properties":{"a":{"type":"string"},"b":{"type":"string"}},"type":"object"}'),
    );
  });

  test("does not depend on the order of keys, but on that of lists", () => {
    expect(toolHash("x", { a: 1, b: 2 })).toBe(toolHash("x", { b: 2, a: 1 }));
    expect(toolHash("x", { required: ["a", "b"] })).not.toBe(toolHash("x", { required: ["b", "a"] }));
  });

  test("escapes what Go's encoder escapes", () => {
    expect(toolHash("", { d: "a<b>&c" })).toBe(sha256(String.raw`{"d":"a\u003cb\u003e\u0026c"}`));
  });
});

describe("registered tools", () => {
  test("of the example bundle match their hashes", () => {
    expect(toolRegistryProblems(example)).toEqual([]);
  });

  test("with a changed description are refused before the gateway blocks them", () => {
    const registry = String(example.get("tool-registry.yaml"));
    const hash = /hash: (\w+)/.exec(registry)?.[1];
    const changed = new Map([
      ...example,
      ["tool-registry.yaml", Buffer.from(registry.replace("with allowed prefix", "anywhere"))],
    ]);
    const schema = {
      type: "object",
      required: ["bucket", "prefix"],
      properties: {
        bucket: { type: "string", description: "S3 bucket name" },
        prefix: { type: "string", description: "Object key prefix" },
        max_keys: { type: "integer", description: "Max objects to return" },
      },
    };
    const expected = toolHash("List objects in an S3 bucket anywhere", schema);
    expect(toolRegistryProblems(changed).map(describeProblem)).toEqual([
      `palisade:gateway.policyBundle: tool-registry.yaml: hash of s3_list_objects is ${hash}; sha256 of description and canonical input_schema, here ${expected}; check the change of the tool, then register the new hash and sign the file again`,
    ]);
  });

  test("a bundle without a registry has none: verifyBundle reports the missing file", () => {
    expect(toolRegistryProblems(new Map())).toEqual([]);
  });
});
