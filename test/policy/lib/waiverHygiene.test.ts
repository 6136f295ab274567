import { describe, expect, it } from "vitest";
import type { RuleResult } from "../../../policy/lib/verdict.ts";
import { daysBetween, judgeWaivers, WAIVER_RULES, type WaiverUse } from "../../../policy/lib/waiverHygiene.ts";
import type { Waiver } from "../../../policy/lib/waivers.ts";

const waiver: Waiver = {
  rule: "short-name",
  resource: "Deployment/shop/web",
  kind: "risk-accepted",
  owner: "platform",
  reason: "the name is part of a public contract",
  ticket: "OPS-1",
  expires: "2026-12-31",
};

function waivedRow(name: string): RuleResult {
  const resource = { id: `urn:${name}`, type: "kubernetes:apps/v1:Deployment", kind: "Deployment", namespace: "shop", name };
  return { rule: "short-name", verdict: "waived", severity: "medium", level: "mandatory", resource, message: "too long" };
}

const use: WaiverUse = {
  waivers: [waiver],
  results: [waivedRow("web")],
  rules: [{ name: "short-name" }],
  ran: new Set(["short-name"]),
  prod: true,
  stack: "prod",
  today: "2026-11-21",
};

/** Everything hygiene says, as `rule: message`. */
function findingsOf(changes: Partial<WaiverUse>): readonly string[] {
  return WAIVER_RULES.flatMap((rule) =>
    judgeWaivers(rule, { ...use, ...changes }).flatMap(({ findings }) =>
      findings.map(({ message }) => `${rule.name}: ${message}`),
    ),
  );
}

it("finds nothing wrong with a waiver that is used, narrow and short", () => {
  expect(findingsOf({})).toEqual([]);
});

describe("one fault each", () => {
  it.each<[string, Partial<WaiverUse>, readonly string[]]>([
    ["expired", { today: "2027-01-01" }, ["waiver-expired: expired on 2026-12-31 (OPS-1); its finding counts again"]],
    ["unused", { results: [] }, ["waiver-unused: covers no finding of this run"]],
    ["only a pass", { results: [{ ...waivedRow("web"), verdict: "pass" }] }, ["waiver-unused: covers no finding of this run"]],
    [
      "wildcard name",
      { waivers: [{ ...waiver, resource: "Deployment/shop/*" }] },
      ["waiver-over-broad: its pattern 'Deployment/shop/*' ends in a bare wildcard"],
    ],
    [
      "too many",
      {
        waivers: [{ ...waiver, resource: "Deployment/shop/web*" }],
        results: Array.from({ length: 11 }, (_, index) => waivedRow(`web${index}`)),
      },
      ["waiver-over-broad: covers 11 resources; at most 10 are allowed"],
    ],
    ["unknown rule", { rules: [] }, ["waiver-unknown-rule: names the rule 'short-name', which does not exist"]],
    ["duplicate", { waivers: [waiver, { ...waiver, owner: "other" }] }, ["waiver-duplicate: repeats waivers[0]"]],
    [
      "duplicate in a shared stack",
      { waivers: [waiver, { ...waiver, stacks: ["prod"] }] },
      ["waiver-duplicate: repeats waivers[0]"],
    ],
    [
      "long term",
      { waivers: [{ ...waiver, expires: "2027-02-20" }] },
      ["waiver-term: ends in 91 days, on 2027-02-20; at most 90 days are allowed in prod"],
    ],
  ])("%s", (_name, changes, expected) => {
    expect(findingsOf(changes)).toEqual(expected);
  });
});

describe("allowed beside each", () => {
  it.each<[string, Partial<WaiverUse>]>([
    ["last day", { today: "2026-12-31" }],
    [
      "ten resources",
      {
        waivers: [{ ...waiver, resource: "Deployment/shop/web*" }],
        results: Array.from({ length: 10 }, (_, index) => waivedRow(`web${index}`)),
      },
    ],
    ["90 days", { waivers: [{ ...waiver, expires: "2027-02-19" }] }],
    ["long term outside prod", { waivers: [{ ...waiver, expires: "2029-01-01" }], prod: false }],
    ["a rule that is off in this run", { results: [], ran: new Set(["other"]) }],
    ["another stack's fault", { waivers: [{ ...waiver, stacks: ["dev"], expires: "2020-01-01", rule: "none" }], results: [] }],
    [
      "same exception in another stack",
      {
        waivers: [
          { ...waiver, stacks: ["prod"] },
          { ...waiver, stacks: ["dev"] },
        ],
      },
    ],
  ])("%s", (_name, changes) => {
    expect(findingsOf(changes)).toEqual([]);
  });
});

it("counts whole days", () => {
  expect([
    daysBetween("2026-11-21", "2026-11-21"),
    daysBetween("2026-02-28", "2026-03-01"),
    daysBetween("2026-03-01", "2026-02-28"),
  ]).toEqual([0, 1, -1]);
});
