import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatBytes, formatCpu, parseQuantity } from "../../../components/shared/quantity.ts";

describe("quantities", () => {
  it.each([
    ["0", 0],
    ["1", 1],
    ["0.5", 0.5],
    ["250m", 0.25],
    ["2k", 2000],
    ["3M", 3e6],
    ["1Ki", 1024],
    ["1.5Mi", 1572864],
    ["5Gi", 5368709120],
    ["1Ti", 1099511627776],
  ])("%s is %d", (quantity, value) => {
    expect(parseQuantity(quantity)).toBe(value);
  });

  it.each(["", "m", "1 Gi", "1gi", "256mb", "-1", "1e3", "1Gib", ".5", "1.", "NaN"])("%j is none", (quantity) => {
    expect(parseQuantity(quantity)).toBeUndefined();
  });

  it("round up, so that what is computed is never less than what is needed", () => {
    expect([0, 0.1 + 0.2, 0.0001, 1.5, 2].map(formatCpu)).toEqual(["0", "300m", "1m", "1500m", "2"]);
    expect([0, 1, 2 ** 20, 2 ** 30, 1.5 * 2 ** 30, 3 * 2 ** 40].map(formatBytes)).toEqual([
      "0",
      "1Mi",
      "1Mi",
      "1Gi",
      "1536Mi",
      "3Ti",
    ]);
  });

  it("say again what they were parsed from", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e6 }),
        (millicores) => parseQuantity(formatCpu(millicores / 1000)) === millicores / 1000,
      ),
    );
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e6 }),
        (mebibytes) => parseQuantity(formatBytes(mebibytes * 2 ** 20)) === mebibytes * 2 ** 20,
      ),
    );
  });
});
