import { describe, expect, it } from "vitest";
import { ledgerPage, proofsOf, unknownIds } from "../../../tools/ledger/ledger.ts";

// The ids stand in variables, so that this file proves nothing itself.
const id = (text: string) => `[${text}]`;
const file = (text: string) => [{ path: "a.test.ts", text }];

describe("the requirements ledger", () => {
  it("reads ids from the titles of tests, tables and groups", () => {
    const text = [
      `it("${id("P-45")} one", f);`,
      `it.each(cases)("${id("S-65, G-18")} two %s", f);`,
      `describe("${id("D-05")} three", f);`,
    ].join("\n");
    expect([...proofsOf(file(text))]).toEqual([
      ["P-45", [`a.test.ts: ${id("P-45")} one`]],
      ["S-65", [`a.test.ts: ${id("S-65, G-18")} two %s`]],
      ["G-18", [`a.test.ts: ${id("S-65, G-18")} two %s`]],
      ["D-05", [`a.test.ts: ${id("D-05")} three`]],
    ]);
  });

  it("reads a title to its end, an apostrophe in it or not", () => {
    const text = `it("the agent's way to the server ${id("P-33")}", f); it('says "no" ${id("P-44")}', f);`;
    expect([...proofsOf(file(text)).keys()]).toEqual(["P-33", "P-44"]);
  });

  it("takes nothing from comments, strings or code", () => {
    expect(proofsOf(file(`// ${id("P-45")}\nconst a = "${id("P-46")}";\nexpect("${id("P-47")}")`)).size).toBe(0);
  });

  it("names ids that do not exist", () => {
    expect(unknownIds(proofsOf(file(`it("${id("P-131")}", f); it("${id("P-132")}", f); it("${id("X-01")}", f);`)))).toEqual([
      "P-132",
      "X-01",
    ]);
  });

  it("counts a requirement without a test as open", () => {
    const page = ledgerPage(proofsOf(file(`it("${id("P-02")} x", f);`)));
    expect(page).toContain("1 of 599 requirements");
    expect(page).toContain("Not proven yet: P-01, P-03..P-131.");
  });
});
