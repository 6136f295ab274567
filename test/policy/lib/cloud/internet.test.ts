import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isInternet, isNarrow } from "../../../../policy/lib/cloud/internet.ts";
import { UNKNOWN, type Plain } from "../../../../policy/lib/verdict.ts";

describe("isInternet", () => {
  it.each<[readonly Plain[]]>([
    [["0.0.0.0/0"]],
    [["::/0"]],
    [["0.0.0.0/1", "128.0.0.0/1"]],
    [["2000::/3"]],
    [["*"]],
    [["Internet"]],
    [["not a network"]],
    [["300.0.0.0/8"]],
    [[UNKNOWN]],
  ])("%j is", (cidrs) => {
    expect(isInternet(cidrs)).toBe(true);
  });
  it.each([[[]], [["203.0.113.7"]], [["10.0.0.0/8", "172.16.0.0/12", "fc00::/7"]], [["8.0.0.0/8"]], [["2001:db8::/32"]]])(
    "%j is not",
    (cidrs) => {
      expect(isInternet(cidrs)).toBe(false);
    },
  );

  it("is the internet in whatever parts it is written, and in whatever order", () => {
    const parts = fc
      .integer({ min: 0, max: 6 })
      .map((bits) => Array.from({ length: 2 ** bits }, (_, at) => `${(at * 256) / 2 ** bits}.0.0.0/${bits}`));
    const shuffled = parts.chain((list) => fc.shuffledSubarray(list, { minLength: list.length }));
    fc.assert(fc.property(shuffled, (cidrs) => isInternet(cidrs)));
  });

  it("never becomes narrow by one more network", () => {
    const cidr = fc.tuple(fc.ipV4(), fc.integer({ min: 0, max: 32 })).map(([address, prefix]) => `${address}/${prefix}`);
    fc.assert(
      fc.property(fc.array(cidr, { maxLength: 6 }), cidr, (cidrs, more) => !isInternet(cidrs) || isInternet([...cidrs, more])),
    );
  });
});

describe("isNarrow", () => {
  it("reads networks in a field of objects", () => {
    expect(isNarrow("cidrBlock")([{ cidrBlock: "203.0.113.0/24" }])).toBe(true);
    expect(isNarrow("cidrBlock")([{ cidrBlock: "0.0.0.0/0" }])).toBe(false);
    expect(isNarrow("cidrBlock")([{}])).toBe(false);
  });
  it("is about lists", () => {
    expect(isNarrow()(undefined)).toBe(false);
    expect(isNarrow()("10.0.0.0/8")).toBe(false);
  });
});
