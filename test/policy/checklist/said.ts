import { expect } from "vitest";
import { evaluate } from "../../../policy/lib/evaluate.ts";
import type { PlainRecord } from "../../../policy/lib/plain.ts";
import type { Profile } from "../../../policy/lib/rule.ts";
import type { PolicyResource } from "../../../policy/lib/verdict.ts";
import { RULES } from "../../../policy/rules/index.ts";
import { REVIEWED } from "../../support/judgeRecord.ts";
import { change, type Changes } from "../fixtures/change.ts";
import { resourceOf } from "../rules/cases.ts";

/** What a rule of the pack says of objects that make up a stack, as a deployment meets it: how hard and why, or that it passes. */
export function said(
  rule: string,
  objects: readonly (PlainRecord | PolicyResource)[],
  profile: Profile = "prod",
): readonly string[] {
  const resources = objects.map((object) => ("props" in object ? (object as PolicyResource) : resourceOf(object)));
  const rules = RULES.filter(({ name }) => name === rule);
  const judged = evaluate(
    resources,
    rules,
    { profile, waivers: [], levels: {}, params: {} },
    { today: REVIEWED, stack: profile },
  );
  const lines = judged.flatMap(({ results }) =>
    results.map(({ verdict, level, message }) => (verdict === "pass" ? "pass" : `${level}: ${message}`)),
  );
  return [...new Set(lines)];
}

/** A rule passes the known-good object and stops a deployment of the changed one with these messages. */
export function demands(rule: string, object: PlainRecord, changes: Changes, ...messages: readonly string[]): void {
  expect(said(rule, [object])).toEqual(["pass"]);
  expect(said(rule, [change(object, changes)])).toEqual(messages.map((message) => `mandatory: ${message}`));
}
