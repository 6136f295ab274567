import fc from "fast-check";
import { expect, test } from "vitest";
import { PROFILES } from "../../../policy/lib/packConfig.ts";
import { UNKNOWN, type Plain } from "../../../policy/lib/verdict.ts";
import { buildWorld } from "../../../policy/lib/world.ts";
import { RULES } from "../../../policy/rules/index.ts";
import { change } from "../fixtures/change.ts";
import * as objects from "../fixtures/objects.ts";
import { pulumiResource, resourceOf } from "./cases.ts";

/** Places rules look at; the first steps of each are overwritten with values of any shape. */
const PLACES = [
  "metadata",
  "metadata.labels",
  "metadata.annotations",
  "spec",
  "spec.template",
  "spec.replicas",
  "spec.selector",
  "spec.rules[0]",
  "spec.tls",
  "pod",
  "pod.volumes",
  "pod.volumes[0]",
  "pod.securityContext",
  "pod.initContainers",
  "container",
  "container.image",
  "container.env",
  "container.securityContext.capabilities",
  "container.livenessProbe",
  "rules",
  "rules[0].verbs",
  "subjects",
  "roleRef",
  "webhooks",
  "data",
] as const;

const anything = fc.oneof(
  fc.constantFrom<Plain>(null, UNKNOWN, 0, "", true, [], {}, [null], [UNKNOWN], { name: UNKNOWN }, [[{}]], { "": { "": null } }),
  fc.jsonValue({ maxDepth: 3 }).map((value) => value as Plain),
);

const broken = fc
  .tuple(
    fc.constantFrom(...Object.values(objects)),
    fc.dictionary(fc.constantFrom(...PLACES), anything, { minKeys: 1, maxKeys: 3 }),
  )
  .map(([object, changes]) => resourceOf(changeWherePossible(object, changes)));

/** A later change may stand in what an earlier one made a scalar. */
function changeWherePossible<T extends object>(object: T, changes: Readonly<Record<string, Plain>>): T {
  return Object.entries(changes).reduce((current, [path, value]) => {
    try {
      return change(current, { [path]: value });
    } catch {
      return current;
    }
  }, object);
}

test("no rule throws, whatever the shape of the objects, and every finding says something", () => {
  fc.assert(
    fc.property(fc.array(broken, { minLength: 1, maxLength: 4 }), fc.constantFrom(...PROFILES), (resources, profile) => {
      const world = buildWorld([...resources, pulumiResource("palisade:platform:Platform")]);
      for (const rule of RULES) {
        const context = {
          profile,
          params: Object.fromEntries(Object.entries(rule.params ?? {}).map(([key, { default: value }]) => [key, value])),
        };
        const findings =
          rule.scope === "world"
            ? rule.appliesTo(world) && rule.check(world, context)
            : resources.flatMap((resource) => (rule.appliesTo(resource) ? rule.check(resource, context) : []));
        for (const { message } of findings || []) expect(message.length).toBeGreaterThan(20);
      }
    }),
    { numRuns: 300 },
  );
});
