/**
 * Development only: compares the Pod Security rules with cases that stay outside the project.
 *
 *     node policy/dev/agree-pss.ts CASES.jsonl...
 *
 * Each line of a file is `{id, rule: "baseline/…" | "restricted/…", expect: "pass" | "fail", maps: [{to}], manifest: [object]}`.
 */
import { readFileSync } from "node:fs";
import { identifyObject } from "../lib/kubernetesObject.ts";
import { isRecord, type PlainRecord } from "../lib/plain.ts";
import { POD_SECURITY_PARAMS } from "../lib/podSecurity.ts";
import type { ResourceRule, RuleContext } from "../lib/rule.ts";
import type { PolicyResource } from "../lib/verdict.ts";
import { workloadRules } from "../rules/workload/index.ts";

interface Case {
  readonly id: string;
  readonly rule: string;
  readonly expect: "pass" | "fail";
  readonly maps: readonly { readonly to: string }[];
  readonly manifest: readonly PlainRecord[];
}

const all = workloadRules.filter((rule): rule is ResourceRule => rule.scope === "resource" && rule.podSecurity !== undefined);
const cases = process.argv.slice(2).flatMap(readCases);
const wrong = cases.flatMap(disagreement);
for (const line of wrong) console.log(line);
console.log(`${cases.length - wrong.length} of ${cases.length} cases agree`);
process.exitCode = wrong.length === 0 ? 0 : 1;

function readCases(path: string): readonly Case[] {
  const lines = readFileSync(path, "utf8").split("\n");
  return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as Case);
}

/** A case must be judged as expected by its level as a whole; a failing case also by the rule that it is about. */
function disagreement({ id, rule, expect, maps, manifest }: Case): readonly string[] {
  const level = rule.startsWith("baseline/") ? "baseline" : "restricted";
  const rules = all.filter(({ podSecurity }) => level === "restricted" || podSecurity === "baseline");
  const failed = new Set(manifest.flatMap((object) => rules.filter((one) => fails(one, object, level)).map(({ name }) => name)));
  const verdict = failed.size === 0 ? "pass" : "fail";
  const silent = expect === "fail" ? maps.map(({ to }) => to).filter((to) => !to.startsWith("pss-") && !failed.has(to)) : [];
  if (verdict === expect && silent.length === 0) return [];
  return [`${id}: expected ${expect}, failed [${[...failed].join(" ")}], silent [${silent.join(" ")}]`];
}

function fails(rule: ResourceRule, object: PlainRecord, level: "baseline" | "restricted"): boolean {
  const resource = resourceOf(object);
  const context: RuleContext = { profile: "prod", params: POD_SECURITY_PARAMS[level][rule.name] ?? {} };
  return rule.appliesTo(resource) && rule.check(resource, context).length > 0;
}

function resourceOf(object: PlainRecord): PolicyResource {
  if (!isRecord(object)) throw new Error("a manifest is not an object");
  return {
    type: "kubernetes",
    id: "case",
    name: "case",
    props: object,
    kubernetes: identifyObject(object),
    options: { protect: false, ignoreChanges: [] },
    component: false,
  };
}
