import fc from "fast-check";
import { describe, expect, it } from "vitest";

import {
  containsUnknown,
  dependenciesIn,
  forAnalyzer,
  fromFixture,
  resourceReference,
  secret,
  toRecorded,
  UNKNOWN,
  withDependencies,
  withOutputValues,
  withoutOutputValues,
} from "../../../tools/engine/values.ts";
import type { Wire } from "../../../tools/engine/values.ts";

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const output = (fields: Record<string, Wire>): Wire => ({ [SIGNATURE]: OUTPUT, ...fields });
const digest = (): string => "digest";

/** Any value a program can send, with marks anywhere. */
const wire = fc.letrec<{ value: Wire }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.constant(UNKNOWN),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/u), tie("value"), { maxKeys: 3 }),
    tie("value").map(secret),
  ),
})).value;

describe("recorded values", () => {
  it("hide secrets, mark unknowns and assets, and sort keys", () => {
    const asset = { [SIGNATURE]: "c44067f5952c0a294b673a41bacd8c17", text: "hello" };
    const recorded = toRecorded({ z: 1, a: secret("x"), m: [UNKNOWN, asset], u: secret(UNKNOWN) }, digest);
    expect(JSON.stringify(recorded)).toBe(
      '{"a":{"$secret":true},"m":[{"$unknown":true},{"$asset":"digest"}],"u":{"$secret":true},"z":1}',
    );
  });

  it("flatten output values", () => {
    expect(toRecorded(output({ value: [1] }), digest)).toEqual([1]);
    expect(toRecorded(output({}), digest)).toEqual({ $unknown: true });
    expect(toRecorded(output({ value: "x", secret: true }), digest)).toEqual({ $secret: true });
  });

  it("show a reference as its id, or its URN for a component", () => {
    expect(toRecorded(resourceReference("urn", "id-1"), digest)).toBe("id-1");
    expect(toRecorded(resourceReference("urn", ""), digest)).toEqual({ $unknown: true });
    expect(toRecorded(resourceReference("urn"), digest)).toBe("urn");
  });

  it("never contain what a secret held", () => {
    fc.assert(
      fc.property(wire, (value) => {
        expect(JSON.stringify(toRecorded({ kept: value, hidden: secret("do-not-show") }, digest))).not.toContain("do-not-show");
      }),
    );
  });
});

describe("output values", () => {
  it("come back unchanged for every value", () => {
    fc.assert(
      fc.property(wire, (value) => {
        expect(withoutOutputValues(withOutputValues(value))).toEqual(value);
      }),
    );
  });

  it("carry dependencies", () => {
    expect(withDependencies("x", ["a"])).toEqual(output({ value: "x", dependencies: ["a"] }));
    expect(withDependencies(output({ secret: true, dependencies: ["a"] }), ["b", "a"])).toEqual(
      output({ secret: true, dependencies: ["a", "b"] }),
    );
    expect(withDependencies("x", [])).toBe("x");
    expect([...dependenciesIn({ k: [output({ dependencies: ["a"], value: { in: output({ dependencies: ["b"] }) } })] })]).toEqual(
      ["a", "b"],
    );
  });

  it("without a value are unknown", () => {
    expect(containsUnknown({ a: [output({})] })).toBe(true);
    expect(containsUnknown({ a: secret(UNKNOWN) })).toBe(true);
    expect(containsUnknown({ a: [output({ value: 1 })] })).toBe(false);
  });
});

describe("what a policy pack gets", () => {
  it("keeps secrets for its SDK to unwrap, and drops internal keys", () => {
    expect(forAnalyzer({ __defaults: [], a: { __x: 1, b: secret({ __y: 1, c: 2 }) } })).toEqual({ a: { b: secret({ c: 2 }) } });
  });

  it("has neither output values nor references, which its SDK does not know", () => {
    expect(forAnalyzer({ o: output({ value: 1, secret: true }), u: output({}), r: resourceReference("urn", "") })).toEqual({
      o: secret(1),
      u: UNKNOWN,
      r: UNKNOWN,
    });
  });
});

describe("fixture values", () => {
  it("may be unknown or secret anywhere", () => {
    expect(fromFixture({ a: { $unknown: true }, b: [{ $secret: { c: 1 } }], d: null })).toEqual({
      a: UNKNOWN,
      b: [secret({ c: 1 })],
      d: null,
    });
  });
});
