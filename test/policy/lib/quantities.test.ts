import { describe, expect, test } from "vitest";
import { isAtMost, isPositiveQuantity, quantityOf } from "../../../policy/lib/quantities.ts";
import { UNKNOWN, type Plain } from "../../../policy/lib/verdict.ts";

describe("quantityOf", () => {
  test.each<[Plain, number | undefined]>([
    ["500m", 0.5],
    ["2", 2],
    [2, 2],
    ["1.5Gi", 1.5 * 2 ** 30],
    [".5k", 500],
    ["1e3", 1000],
    ["12E-1", 1.2],
    ["1E", 1e18],
    ["+1Ki", 1024],
    ["8GB", undefined],
    ["", undefined],
    ["Mi", undefined],
    ["-1", undefined],
    ["1 Gi", undefined],
    [true, undefined],
    [null, undefined],
    [UNKNOWN, undefined],
  ])("reads %s", (value, amount) => {
    if (amount === undefined) expect(quantityOf(value)).toBeUndefined();
    else expect(quantityOf(value)).toBeCloseTo(amount, 9);
  });

  test("compares amounts, whatever their units", () => {
    expect(["1Gi", "1G", 0, "1023Mi"].map(isAtMost("1Gi"))).toEqual([true, true, true, true]);
    expect(["1025Mi", "1T", "much"].map(isAtMost("1Gi"))).toEqual([false, false, false]);
    expect(["1n", "0", "0.0Gi", -1].map(isPositiveQuantity)).toEqual([true, false, false, false]);
  });
});
