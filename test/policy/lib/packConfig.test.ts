import { describe, expect, it } from "vitest";
import { parsePackConfig } from "../../../policy/lib/packConfig.ts";
import { describeProblem } from "../../../policy/lib/problem.ts";
import { resourceRule } from "./objects.ts";

const rules = [
  resourceRule({
    name: "image-registry",
    params: {
      allowed: { type: "array", description: "give a list of registries", default: [] },
      strict: { type: "boolean", description: "give true or false", default: true },
      depth: { type: "integer", description: "give a whole number", default: 1 },
    },
  }),
  resourceRule({ name: "probes" }),
];

const waiver = {
  rule: "probes",
  resource: "Pod/a/b",
  owner: "o",
  reason: "a reason that is long enough",
  ticket: "T-1",
  expires: "2026-12-31",
};

const problemsOf = (input: unknown): readonly string[] => {
  const parsed = parsePackConfig(input, rules);
  return "problems" in parsed ? parsed.problems.map(describeProblem) : [];
};

it("is prod with no exceptions where nothing is said", () => {
  expect(parsePackConfig({}, rules)).toEqual({ config: { profile: "prod", waivers: [], levels: {}, params: {} } });
});

it("accepts everything it offers", () => {
  const input = {
    profile: "dev",
    waivers: [waiver],
    levels: { probes: "disabled", "waiver-unused": "mandatory" },
    params: { "image-registry": { allowed: ["registry.example.com"], strict: false, depth: 2 } },
  };
  expect(parsePackConfig(input, rules)).toEqual({ config: { ...input, waivers: [{ ...waiver, kind: "risk-accepted" }] } });
});

const listsRules = "correct it or remove it; `palisade rules` lists all names";

describe("one problem each", () => {
  it.each<[string, unknown, string]>([
    ["not an object", "prod", "(root): 'prod'; Invalid input: expected object, received string; correct the value"],
    [
      "unknown key",
      { profil: "dev" },
      "profil: unknown key; only the documented keys are allowed; correct its spelling or remove it",
    ],
    ["unknown profile", { profile: "test" }, "profile: 'test'; one of local, dev, staging, prod is allowed; correct the value"],
    [
      "unknown level",
      { levels: { probes: "error" } },
      "levels.probes: 'error'; one of mandatory, advisory, disabled is allowed; correct the value",
    ],
    [
      "unknown rule",
      { levels: { "image-digests": "advisory" } },
      `levels.image-digests: there is no rule 'image-digests'; names of rules are allowed; ${listsRules}`,
    ],
    [
      "misspelt rule",
      { levels: { probe: "advisory" } },
      "levels.probe: there is no rule 'probe'; names of rules are allowed; did you mean 'probes'?",
    ],
    [
      "params of an unknown rule",
      { params: { prob: {} } },
      "params.prob: there is no rule 'prob'; names of rules are allowed; did you mean 'probes'?",
    ],
    [
      "unknown parameter",
      { params: { "image-registry": { allow: [] } } },
      "params.image-registry.allow: unknown parameter; allowed, strict, depth are allowed; did you mean 'allowed'?",
    ],
    [
      "no parameters",
      { params: { probes: { port: 1 } } },
      `params.probes.port: unknown parameter; the rule has no parameters; ${listsRules}`,
    ],
    [
      "wrong type",
      { params: { "image-registry": { allowed: "registry.example.com" } } },
      "params.image-registry.allowed: a value of type string; type array is allowed; give a list of registries",
    ],
    [
      "no whole number",
      { params: { "image-registry": { depth: 1.5 } } },
      "params.image-registry.depth: a value of type number; type integer is allowed; give a whole number",
    ],
    ["bad waiver", { waivers: [{ ...waiver, ticket: "" }] }, "waivers[0].ticket: ''; a ticket is required; correct the value"],
    [
      "waivers no list",
      { waivers: {} },
      "waivers: a value of type object; Invalid input: expected array, received object; correct the value",
    ],
  ])("%s", (_name, input, problem) => {
    expect(problemsOf(input)).toEqual([problem]);
  });
});

it("reports all problems at once", () => {
  const input = { profile: "x", levels: { probe: "error" }, params: { "image-registry": { strict: 1 } }, other: 1 };
  expect(problemsOf(input).map((line) => line.split(":")[0])).toEqual([
    "profile",
    "levels.probe",
    "other",
    "levels.probe",
    "params.image-registry.strict",
  ]);
});

it("puts the file before every path", () => {
  const parsed = parsePackConfig({ profile: "x", levels: { probe: "advisory" } }, rules, "pack.yaml");
  expect("problems" in parsed && parsed.problems.map(({ path }) => path)).toEqual([
    "pack.yaml.profile",
    "pack.yaml.levels.probe",
  ]);
});
