import type { ResourceRule } from "../../../../policy/lib/rule.ts";
import type { PolicyResource } from "../../../../policy/lib/verdict.ts";
import { change, type Changes } from "../../fixtures/change.ts";
import type { CloudFixture } from "../../fixtures/cloud.ts";
import { cases, resourceOf, type Case } from "../cases.ts";

/** A known-good resource with changes, and the messages expected, in which `main` stands for its type and name. */
export type CloudCase = readonly [title: string, changes: Changes, expected?: string | readonly string[]];

/** Tests a rule on a known-good cloud resource with one thing changed at a time. */
export function cloudCases(rule: ResourceRule, { type, props }: CloudFixture, list: readonly CloudCase[]): void {
  const surroundings = { type, name: "main" };
  const named = (message: string): string => message.replace(/^(unknown: )?main\b/, `$1${type} main`);
  const all: readonly Case[] = list.map(([title, changes, expected = []]) => [
    title,
    changes,
    [expected].flat().map(named),
    surroundings,
  ]);
  cases(rule, props, [["the known-good resource", {}, [], surroundings], ...all]);
}

/** A known-good resource with changes, for worlds. */
export function of({ type, props }: CloudFixture, changes: Changes = {}, name = "main"): PolicyResource {
  return resourceOf(change(props, changes), { type, name });
}
