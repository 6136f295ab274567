import { describe, expect, it } from "vitest";
import { dispatchingPolicies } from "../../../policy/lib/pulumiAdapter.ts";
import type { WorldRule } from "../../../policy/lib/rule.ts";
import { fail } from "../../../policy/lib/finding.ts";

const URN = "urn:pulumi:dev::palisade::kubernetes:core/v1:Namespace::tools";

/** Says what it sees. */
const WITNESS: WorldRule = {
  name: "witness",
  title: "",
  description: "",
  severity: "low",
  level: { local: "mandatory", dev: "mandatory", staging: "mandatory", prod: "mandatory" },
  controls: [],
  remediation: "",
  scope: "world",
  appliesTo: () => true,
  check: ({ resources }) => resources.map((subject) => fail(JSON.stringify(subject.props), { subject })),
};

/** What the stack policy says of a resource for which the provider has answered `answered`. */
async function seen(declared: object, answered: object): Promise<readonly string[]> {
  const [resourcePolicy, stackPolicy] = dispatchingPolicies([WITNESS], "2026-01-01");
  const messages: string[] = [];
  const report = ((violation: { readonly message: string }) => messages.push(violation.message)) as never;
  const one = { urn: URN, type: "kubernetes:core/v1:Namespace", name: "tools", opts: { protect: false, ignoreChanges: [] } };
  const shared = { provider: {}, getConfig: () => ({}) };
  const validateResource = resourcePolicy.validateResource as (args: never, report: never) => Promise<void> | void;
  await validateResource({ ...one, ...shared, props: declared } as never, report);
  const resources = [{ ...one, ...shared, props: answered, dependencies: [], propertyDependencies: {} }];
  await stackPolicy.validateStack({ ...shared, resources } as never, report);
  return messages;
}

describe("what a stack policy is told of a resource", () => {
  it("is what its provider answered", async () => {
    expect(await seen({ a: 1 }, { a: 1, b: 2 })).toEqual([JSON.stringify({ a: 1, b: 2 })]);
  });

  it("is what was declared while the provider of a cluster that is not there yet cannot answer", async () => {
    expect(await seen({ a: 1 }, {})).toEqual([JSON.stringify({ a: 1 })]);
  });
});
