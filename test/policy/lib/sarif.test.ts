import { describe, expect, it } from "vitest";
import { renderSarif } from "../../../policy/lib/sarif.ts";
import type { RuleResult } from "../../../policy/lib/verdict.ts";
import { resourceRule } from "./objects.ts";
import { exampleResult } from "./results.ts";

const rules = [resourceRule({ name: "image-tag" }), resourceRule({ name: "probes" })];
const summary = { total: { pass: 0, fail: 0, unknown: 0, waived: 0, notApplicable: 0 }, rules: {} };

interface Sarif {
  readonly version: string;
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly object[] } };
    readonly results: readonly Record<string, unknown>[];
  }[];
}

function sarifOf(...results: RuleResult[]): Sarif {
  return renderSarif({ version: 1, profile: "prod", results, summary }, rules, "0.1.0") as Sarif;
}

const resultOf = (changes: Partial<RuleResult>) => sarifOf(exampleResult(changes)).runs[0]?.results[0];

it("describes every rule with help", () => {
  expect(sarifOf().runs[0]?.tool.driver.rules[1]).toEqual({
    id: "probes",
    shortDescription: { text: "Names are short" },
    fullDescription: { text: "Long names are hard to read." },
    help: {
      text: "Long names are hard to read.\n\nRemedy: Choose a shorter name.",
      markdown: "Long names are hard to read.\n\n**Remedy:** Choose a shorter name.\n\nControls: P-45",
    },
    properties: { "security-severity": "5.5", tags: ["security", "P-45"] },
  });
});

it("places a finding of a program by its URN", () => {
  expect(resultOf({ path: "spec.template" })).toEqual({
    ruleId: "probes",
    ruleIndex: 1,
    kind: "fail",
    level: "error",
    message: { text: "Deployment shop/web has no probe" },
    locations: [{ logicalLocations: [{ fullyQualifiedName: "urn:web#spec.template", name: "web", kind: "resource" }] }],
    partialFingerprints: { "palisade/v1": "probes|Deployment/shop/web||spec.template" },
  });
});

describe("a finding in a file", () => {
  it.each<[string, string]>([
    ["deploy/my app.yaml", "deploy/my%20app.yaml"],
    ["/srv/web.yaml", "file:///srv/web.yaml"],
  ])("%s", (file, uri) => {
    expect(resultOf({ file, line: 12 })?.["locations"]).toEqual([
      {
        physicalLocation: { artifactLocation: { uri }, region: { startLine: 12 } },
        logicalLocations: [{ fullyQualifiedName: "urn:web", name: "web", kind: "resource" }],
      },
    ]);
  });
});

describe("verdicts", () => {
  it.each<[Partial<RuleResult>, object]>([
    [{ level: "advisory" }, { kind: "fail", level: "warning" }],
    [{ verdict: "unknown" }, { kind: "open", level: "none", message: { text: "unknown: Deployment shop/web has no probe" } }],
    [{ verdict: "pass" }, { kind: "pass", level: "none" }],
    [
      { verdict: "waived", waiver: { ticket: "T-1", expires: "2026-12-31", kind: "not-built-yet" } },
      {
        kind: "fail",
        level: "error",
        suppressions: [{ kind: "external", status: "accepted", justification: "not-built-yet, T-1, until 2026-12-31" }],
      },
    ],
  ])("%j", (changes, expected) => {
    expect(resultOf(changes)).toMatchObject(expected);
  });
});
