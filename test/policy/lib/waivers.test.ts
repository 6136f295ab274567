import { describe, expect, it } from "vitest";
import { zodProblems, describeProblem } from "../../../policy/lib/problem.ts";
import type { RuleResult } from "../../../policy/lib/verdict.ts";
import { applyWaivers, patternMatches, waiverSchema, type Waiver } from "../../../policy/lib/waivers.ts";

export const waiver: Waiver = {
  rule: "short-name",
  resource: "Deployment/shop/web",
  kind: "risk-accepted",
  owner: "platform",
  reason: "the name is part of a public contract",
  ticket: "OPS-1",
  expires: "2026-12-31",
};

const result: RuleResult = {
  rule: "short-name",
  verdict: "fail",
  severity: "medium",
  level: "mandatory",
  resource: {
    id: "urn:pulumi:prod::p::kubernetes:apps/v1:Deployment::web",
    type: "kubernetes:apps/v1:Deployment",
    kind: "Deployment",
    namespace: "shop",
    name: "web",
  },
  message: "too long",
};

const problemsOf = (changes: object): readonly string[] => {
  const parsed = waiverSchema.safeParse({ ...waiver, ...changes }, { reportInput: true });
  return parsed.success ? [] : zodProblems(parsed.error, "waivers[0]").map(describeProblem);
};

describe("schema", () => {
  it("accepts a complete waiver, and takes risk-accepted where no kind is given", () => {
    expect(problemsOf({})).toEqual([]);
    expect(waiverSchema.parse({ ...waiver, kind: undefined })).toMatchObject({ kind: "risk-accepted" });
  });

  it.each<[string, object, string]>([
    [
      "bare wildcard",
      { resource: "*" },
      "waivers[0].resource: '*'; a pattern must name something: wildcards alone are not allowed; correct the value",
    ],
    [
      "only wildcards",
      { resource: "*/*/*" },
      "waivers[0].resource: '*/*/*'; a pattern must name something: wildcards alone are not allowed; correct the value",
    ],
    [
      "short reason",
      { reason: "because" },
      "waivers[0].reason: 'because'; a reason of at least 20 characters is required; correct the value",
    ],
    ["no ticket", { ticket: "" }, "waivers[0].ticket: ''; a ticket is required; correct the value"],
    [
      "no such day",
      { expires: "2026-02-30" },
      "waivers[0].expires: '2026-02-30'; a day that exists, as 'YYYY-MM-DD', is allowed; correct the value",
    ],
    [
      "a date with time",
      { expires: "2026-02-01T00:00" },
      "waivers[0].expires: '2026-02-01T00:00'; a day that exists, as 'YYYY-MM-DD', is allowed; correct the value",
    ],
    [
      "unknown key",
      { approver: "me" },
      "waivers[0].approver: unknown key; only the documented keys are allowed; correct its spelling or remove it",
    ],
    [
      "no owner",
      { owner: undefined },
      "waivers[0].owner: missing or not valid; Invalid input: expected string, received undefined; correct the value",
    ],
    [
      "no stacks",
      { stacks: [] },
      "waivers[0].stacks: a value of type list; Too small: expected array to have >=1 items; correct the value",
    ],
  ])("%s", (_name, changes, problem) => {
    expect(problemsOf(changes)).toEqual([problem]);
  });
});

describe("pattern", () => {
  const pod = {
    id: "urn:pulumi:prod::p::kubernetes:core/v1:Pod::web",
    type: "kubernetes:core/v1:Pod",
    kind: "Pod",
    namespace: "shop",
    name: "web-1",
  };
  it.each<[string, boolean]>([
    ["Pod/shop/web-1", true],
    ["Pod/shop/web-*", true],
    ["Pod/sh*/web-1", true],
    ["*/shop/web-1", true],
    ["Pod/shop/web", false],
    ["Pod/shop/web-1-x", false],
    ["xPod/shop/web-1", false],
    ["Pod/*", false],
    ["pod/shop/web-1", false],
    ["Pod/shop/web.1", false],
    ["urn:pulumi:prod::p::kubernetes:core/v1:Pod::web", true],
    ["urn:pulumi:*::p::kubernetes:core/v1:Pod::web", true],
    ["urn:pulumi:prod::p::*::web", false],
  ])("%s %s", (pattern, matches) => {
    expect(patternMatches(pattern, pod)).toBe(matches);
  });

  it("names objects without a namespace by kind and name, and others by URN alone", () => {
    expect(patternMatches("Namespace/shop", { id: "x", type: "kubernetes:v1:Namespace", kind: "Namespace", name: "shop" })).toBe(
      true,
    );
    expect(patternMatches("urn:a", { id: "urn:a", type: "aws:s3/bucket:Bucket", name: "b" })).toBe(true);
    expect(patternMatches("Bucket/b", { id: "urn:a", type: "aws:s3/bucket:Bucket", name: "b" })).toBe(false);
  });
});

describe("application", () => {
  const verdictOf = (
    changes: Partial<Waiver>,
    scope = { stack: "prod", today: "2026-11-21" } as { stack?: string; today: string },
  ) => applyWaivers([result], [{ ...waiver, ...changes }], scope).map(({ verdict }) => verdict);

  it("keeps the finding with its ticket", () => {
    expect(applyWaivers([result], [waiver], { today: "2026-11-21" })).toEqual([
      { ...result, verdict: "waived", waiver: { ticket: "OPS-1", expires: "2026-12-31", kind: "risk-accepted" } },
    ]);
  });

  it("holds through the last day and not longer", () => {
    expect(verdictOf({}, { today: "2026-12-31" })).toEqual(["waived"]);
    expect(verdictOf({}, { today: "2027-01-01" })).toEqual(["fail"]);
  });

  it("holds only for its stacks, and for none where there is no stack", () => {
    expect(verdictOf({ stacks: ["prod"] })).toEqual(["waived"]);
    expect(verdictOf({ stacks: ["dev", "prod"] })).toEqual(["waived"]);
    expect(verdictOf({ stacks: ["dev"] })).toEqual(["fail"]);
    expect(verdictOf({ stacks: ["prod"] }, { today: "2026-11-21" })).toEqual(["fail"]);
  });

  it("holds only for its rule and resource", () => {
    expect(verdictOf({ rule: "other" })).toEqual(["fail"]);
    expect(verdictOf({ resource: "Deployment/shop/api" })).toEqual(["fail"]);
  });

  it("covers unknown too, and leaves a pass a pass", () => {
    const rows = applyWaivers(
      [
        { ...result, verdict: "unknown" },
        { ...result, verdict: "pass" },
      ],
      [waiver],
      { today: "2026-11-21" },
    );
    expect(rows.map(({ verdict }) => verdict)).toEqual(["waived", "pass"]);
  });
});
