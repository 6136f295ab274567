import { readFileSync, writeFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import type { Judged } from "../../../policy/lib/evaluate.ts";
import { buildReport, isStopping, reportJsonSchema } from "../../../policy/lib/report.ts";
import type { RuleResult } from "../../../policy/lib/verdict.ts";
import { exampleResult } from "./results.ts";

const judged: readonly Judged[] = [
  { rule: "probes", results: [exampleResult({ verdict: "pass" })] },
  { rule: "probes", results: [exampleResult({}), exampleResult({ verdict: "unknown" })] },
  { rule: "probes", results: [] },
  {
    rule: "image-tag",
    results: [
      exampleResult({
        rule: "image-tag",
        verdict: "waived",
        waiver: { ticket: "T-1", expires: "2026-12-31", kind: "not-built-yet" },
      }),
    ],
  },
];

it("counts every verdict, by rule in the order of names and in total", () => {
  expect(buildReport(judged, "prod").summary).toEqual({
    total: { pass: 1, fail: 1, unknown: 1, waived: 1, notApplicable: 1 },
    rules: {
      "image-tag": { pass: 0, fail: 0, unknown: 0, waived: 1, notApplicable: 0 },
      probes: { pass: 1, fail: 1, unknown: 1, waived: 0, notApplicable: 1 },
    },
  });
  expect(Object.keys(buildReport(judged, "prod").summary.rules)).toEqual(["image-tag", "probes"]);
});

it("lists passes only when asked for", () => {
  const verdicts = (passes: boolean) => buildReport(judged, "prod", passes).results.map(({ verdict }) => verdict);
  expect(verdicts(false)).toEqual(["fail", "unknown", "waived"]);
  expect(verdicts(true)).toEqual(["pass", "fail", "unknown", "waived"]);
});

describe("what stops a deployment", () => {
  it.each<[RuleResult["verdict"], RuleResult["level"], boolean]>([
    ["fail", "mandatory", true],
    ["unknown", "mandatory", true],
    ["fail", "advisory", false],
    ["unknown", "advisory", false],
    ["waived", "mandatory", false],
    ["pass", "mandatory", false],
  ])("%s %s: %s", (verdict, level, stops) => {
    expect(isStopping(exampleResult({ verdict, level }))).toBe(stops);
  });
});

describe("schema", () => {
  const path = "policy/report.schema.json";

  it("is committed as it is generated (UPDATE=1 writes it)", () => {
    const generated = `${JSON.stringify(reportJsonSchema(), null, 2)}\n`;
    if (process.env["UPDATE"] === "1") writeFileSync(path, generated);
    expect(readFileSync(path, "utf8")).toBe(generated);
  });

  it("accepts a report and refuses one with an unknown field", () => {
    const validate = new Ajv2020({ strict: false }).compile(reportJsonSchema());
    const report = JSON.parse(JSON.stringify(buildReport(judged, "prod", true))) as object;
    expect([validate(report), validate.errors]).toEqual([true, null]);
    expect(validate({ ...report, extra: 1 })).toBe(false);
    expect(validate({ ...report, version: 2 })).toBe(false);
  });
});
