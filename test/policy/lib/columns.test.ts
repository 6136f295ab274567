import { describe, expect, it } from "vitest";
import { aligned } from "../../../policy/lib/columns.ts";

describe("aligned", () => {
  const rows = [
    ["rule", "resource", "owner"],
    ["pdb", "Deployment/shop/storefront", "shop"],
  ];
  it("pads columns and ends no line in blanks", () => {
    expect(aligned(rows)).toEqual(["rule  resource                    owner", "pdb   Deployment/shop/storefront  shop"]);
  });
  it("cuts the columns it may, down to 16 characters", () => {
    expect(aligned(rows, { width: 29, cut: [1] })).toEqual(["rule  resource          owner", "pdb   Deployment/shop…  shop"]);
    expect(aligned(rows, { width: 10, cut: [1] })[1]).toBe("pdb   Deployment/shop…  shop");
    expect(aligned(rows, { width: 34, cut: [1] })[1]).toBe("pdb   Deployment/shop/stor…  shop");
  });
  it("has nothing to say of no rows", () => {
    expect(aligned([])).toEqual([]);
  });
});
