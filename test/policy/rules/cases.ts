import { describe, expect, test } from "vitest";
import { identifyObject } from "../../../policy/lib/kubernetesObject.ts";
import type { PlainRecord } from "../../../policy/lib/plain.ts";
import type { Profile, ResourceRule, Rule, RuleBase, RuleContext, WorldRule } from "../../../policy/lib/rule.ts";
import type { Finding, PolicyResource } from "../../../policy/lib/verdict.ts";
import { buildWorld } from "../../../policy/lib/world.ts";
import { change, type Changes } from "../fixtures/change.ts";

/** What surrounds an object: its file, its Pulumi options, its type when it is no Kubernetes object. */
export type Surroundings = Partial<Pick<PolicyResource, "file" | "options" | "type" | "component" | "name">>;

/** A known-good object with changes, and the messages expected: none, one or several; those of unknown verdicts start so. */
export type Case = readonly [title: string, changes: Changes, expected?: string | readonly string[], surroundings?: Surroundings];

export const NOT_APPLICABLE = "not applicable";

/**
 * Tests a rule on a known-good object with one thing changed at a time. The object itself must pass, unless what surrounds it
 * decides: then the first case changes nothing in it.
 */
export function cases(rule: ResourceRule, good: PlainRecord, list: readonly Case[], params: RuleContext["params"] = {}): void {
  const surrounded = list[0]?.[3] !== undefined;
  const all: readonly Case[] = surrounded ? list : [["the known-good object", {}], ...list];
  describe(titleOf(rule), () => {
    for (const [title, changes, expected = [], surroundings] of all)
      test(title, () => {
        expect(judge(rule, resourceOf(change(good, changes), surroundings), params)).toEqual([expected].flat());
      });
  });
}

/** A world, and the messages expected. */
export type WorldCase = readonly [
  title: string,
  objects: readonly (PlainRecord | PolicyResource)[],
  expected?: string | readonly string[],
];

export function worldCases(rule: WorldRule, list: readonly WorldCase[], profile: Profile = "prod"): void {
  describe(titleOf(rule), () => {
    for (const [title, objects, expected = []] of list)
      test(title, () => {
        expect(judgeWorld(rule, objects.map(asResource), profile)).toEqual([expected].flat());
      });
  });
}

/** The rule and the requirements it proves. */
function titleOf({ name, controls }: RuleBase): string {
  const requirements = controls.filter((id) => /^[PSGID]-\d+$/.test(id)).map((id) => ` [${id}]`);
  return `${name}${requirements.join("")}`;
}

export function judge(rule: ResourceRule, resource: PolicyResource, params: RuleContext["params"] = {}): readonly string[] {
  if (!rule.appliesTo(resource)) return [NOT_APPLICABLE];
  return rule.check(resource, { profile: "prod", params: { ...defaultsOf(rule), ...params } }).map(wordsOf);
}

export function judgeWorld(rule: WorldRule, resources: readonly PolicyResource[], profile: Profile): readonly string[] {
  const world = buildWorld(resources);
  return rule.appliesTo(world) ? rule.check(world, { profile, params: defaultsOf(rule) }).map(wordsOf) : [NOT_APPLICABLE];
}

/** The parameters of a rule that nobody configured. */
export function defaultsOf({ params = {} }: Rule): RuleContext["params"] {
  return Object.fromEntries(Object.entries(params).map(([name, param]) => [name, param.default]));
}

function wordsOf({ verdict, message }: Finding): string {
  return verdict === "unknown" ? `unknown: ${message}` : message;
}

/** An object as the adapters hand it to rules. */
export function resourceOf(props: PlainRecord, surroundings: Surroundings = {}): PolicyResource {
  const kubernetes = identifyObject(props);
  return {
    type: `kubernetes:${kubernetes?.apiVersion ?? ""}:${kubernetes?.kind ?? ""}`,
    id: "test",
    name: kubernetes?.name ?? "test",
    props,
    kubernetes,
    options: { protect: false, ignoreChanges: [] },
    component: false,
    ...surroundings,
  };
}

/** A resource that is no Kubernetes object: a cloud resource or a component with its outputs. */
export function pulumiResource(type: string, props: PlainRecord = {}): PolicyResource {
  return resourceOf(props, { type, name: "test", component: type.startsWith("palisade:") });
}

function asResource(object: PlainRecord | PolicyResource): PolicyResource {
  return "props" in object ? (object as PolicyResource) : resourceOf(object);
}
