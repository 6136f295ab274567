import { expect, it } from "vitest";
import { buildReport } from "../../../policy/lib/report.ts";
import { renderTable } from "../../../policy/lib/table.ts";
import { resourceRule } from "./objects.ts";
import { exampleResult } from "./results.ts";

const rules = ["image-tag", "probes", "replicas"].map((name) => resourceRule({ name }));
const judged = [
  { rule: "replicas", results: [exampleResult({ rule: "replicas", level: "advisory", message: "one replica" })] },
  { rule: "probes", results: [exampleResult({ file: "web.yaml", line: 7 }), exampleResult({ file: "web.yaml", line: 9 })] },
  { rule: "probes", results: [exampleResult({ verdict: "pass" })] },
  {
    rule: "image-tag",
    results: [exampleResult({ rule: "image-tag", verdict: "waived", waiver: { ticket: "T-1", expires: "2026-12-31" } })],
  },
  { rule: "host-ports", results: [exampleResult({ rule: "host-ports", verdict: "pass" })] },
];

it("shows what stops first, by rule with the remedy, then counts and one line for all", () => {
  expect(renderTable(buildReport(judged, "prod"), rules, { color: false, allCounts: false }))
    .toBe(`FAIL probes (mandatory, medium severity): Names are short
  web.yaml:7  Deployment shop/web has no probe
  web.yaml:9  Deployment shop/web has no probe
  fix: Choose a shorter name.

FAIL replicas (advisory, medium severity): Names are short
  urn:web
    one replica
  fix: Choose a shorter name.

WAIVED image-tag (mandatory, medium severity): Names are short
  urn:web
    Deployment shop/web has no probe [risk-accepted until 2026-12-31, T-1]

rule          fail  unknown   waived     pass      n/a
image-tag        0        0        1        0        0
probes           2        0        0        1        0
replicas         1        0        0        0        0

4 rules, profile prod: 3 failed, 0 unknown, 2 of them stop a deployment; 1 waived, 2 passed, 0 not applicable.
`);
});

it("is one line when there is nothing to say", () => {
  const report = buildReport([{ rule: "probes", results: [exampleResult({ verdict: "pass" })] }], "dev");
  expect(renderTable(report, rules, { color: false, allCounts: false })).toBe(
    "1 rule, profile dev: 0 failed, 0 unknown, nothing stops a deployment; 0 waived, 1 passed, 0 not applicable.\n",
  );
  expect(renderTable(report, rules, { color: false, allCounts: true })).toContain(
    "\nprobes        0        0        0        1        0\n",
  );
});

it("colours the verdict only when asked", () => {
  expect(renderTable(buildReport(judged, "prod"), rules, { color: true, allCounts: false })).toContain(
    "\u001b[31mFAIL\u001b[39m probes",
  );
});
