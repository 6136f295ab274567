import { join } from "node:path";

import { beforeAll, describe, expect, it } from "vitest";

import type { PreviewRecord } from "../../../tools/engine/record.ts";
import { errorOf, named, pack, programs, recordOf, shortName } from "./runs.ts";

const fixtures = join(programs, "features.fixtures.yaml");

/** What the test pack's `show` policy reported of a resource. */
function shown(record: PreviewRecord, name: string, policy = "show"): Record<string, unknown> {
  const texts = record.diagnostics
    .filter((diagnostic) => diagnostic.policy === policy)
    .map(({ message }) => message.split("\n")[1] ?? "");
  const found = texts.map((text) => JSON.parse(text) as Record<string, unknown>).find((value) => value["name"] === name);
  if (found === undefined) {
    throw new Error(`${policy} did not see ${name}`);
  }
  return found;
}

describe("a program with every kind of resource", () => {
  let alone: PreviewRecord;
  let judged: PreviewRecord;
  let again: PreviewRecord;

  beforeAll(async () => {
    const withPack = {
      fixtures,
      env: { MARK: "from-env" },
      policyPacks: [{ path: pack, config: { limit: { mark: "from-config" } } }],
    };
    [alone, judged] = await Promise.all([recordOf("features"), recordOf("features", withPack)]);
    again = await recordOf("features", withPack);
  }, 60_000);

  it("gives the same bytes on every run", () => {
    expect(JSON.stringify(again)).toBe(JSON.stringify(judged));
    expect(JSON.stringify(judged)).not.toContain(programs);
  });

  it("runs transforms from the inside out: own, parents', stack's", () => {
    expect(named(alone, "t-leaf").inputs["order"]).toEqual(["own 1", "own 2", "inner 1", "inner 2", "outer", "stack"]);
    expect(named(alone, "t-base").inputs["order"]).toEqual(["stack"]);
    expect(named(alone, "keeper").inputs["order"]).toBeUndefined();
  });

  it("takes the options that transforms return", () => {
    expect(named(alone, "t-options")).toMatchObject({ protect: true, retainOnDelete: true, ignoreChanges: ["size"] });
    const depends = named(alone, "t-depends");
    expect(depends.dependsOn.map(shortName)).toEqual(["t-base"]);
    expect(shortName(depends.deletedWith ?? "")).toBe("t-base");
  });

  it("lets a transform spread a map with secrets and unknowns without harm", () => {
    expect(named(alone, "t-options").inputs["tags"]).toEqual({
      extra: "yes",
      from: { $unknown: true },
      password: { $secret: true },
    });
    expect(named(alone, "t-options").propertyDependencies).toEqual({
      tags: ["urn:pulumi:dev::features::test:index:Thing::t-base"],
    });
  });

  it("records options, aliases as URNs, and hooks by name", () => {
    const prefix = "urn:pulumi:dev::features::test:index:";
    expect(named(alone, "optioned")).toMatchObject({
      aliases: [
        `${prefix}Object::optioned`,
        `${prefix}Thing$test:index:Thing::optioned`,
        `${prefix}Thing::by-name`,
        `${prefix}Thing::by-urn`,
        "urn:pulumi:old::elsewhere::test:index:Thing::optioned",
      ],
      ignoreChanges: ["address", "size"],
      additionalSecretOutputs: ["size"],
      deleteBeforeReplace: true,
      hooks: ["afterDelete:announce", "beforeCreate:announce", "onError:again"],
      dependsOn: [`${prefix}Thing::keeper`],
    });
    expect(named(alone, "noparent").aliases).toEqual([`${prefix}Thing::noparent`]);
  });

  it("lets children inherit protection, retention and deletion, and refuse the first two", () => {
    const keeper = "urn:pulumi:dev::features::test:index:Thing::keeper";
    expect(named(alone, "child-guarded")).toMatchObject({ protect: true, retainOnDelete: true, deletedWith: keeper });
    expect(named(alone, "child-free")).toMatchObject({ protect: false, retainOnDelete: false, deletedWith: keeper });
  });

  it("names resources by the types of all their ancestors", () => {
    expect(named(alone, "inherits-deep").urn).toBe(
      "urn:pulumi:dev::features::test:index:Box$test:index:Box$test:index:Thing::inherits-deep",
    );
  });

  it("resolves providers: given, inherited through components, overridden, default", () => {
    const provider = (name: string): string => shortName(named(alone, name).provider ?? "");
    expect(["direct", "inherits", "inherits-deep", "overrides", "keeper"].map(provider)).toEqual([
      "given",
      "given",
      "given",
      "other",
      "default_1_2_3",
    ]);
    expect(named(alone, "default_1_2_3").inputs).toEqual({ version: "1.2.3" });
  });

  it("keeps knowns, unknowns, secrets and assets apart", () => {
    expect(named(alone, "values").inputs).toMatchObject({
      known: 5,
      unknown: { $unknown: true },
      secret: { $secret: true },
      secretUnknown: { $secret: true },
      nested: { list: [1, "two", { $unknown: true }], nothing: null },
      reference: { $unknown: true },
      text: { $asset: "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824" },
      file: { $asset: expect.stringMatching(/^[0-9a-f]{64}$/u) as string },
      archive: { $asset: expect.stringMatching(/^[0-9a-f]{64}$/u) as string },
    });
    expect(Object.keys(named(alone, "values").propertyDependencies)).toEqual([
      "known",
      "nested",
      "reference",
      "secretUnknown",
      "unknown",
    ]);
  });

  it("shows the line that made a resource", () => {
    expect(named(alone, "t-leaf").source).toBe("thing.ts:17");
  });

  it("records component and stack outputs", () => {
    expect(named(alone, "speaks").outputs).toEqual({ hidden: { $secret: true }, plain: "text", unknown: { $unknown: true } });
    expect(alone.stackOutputs).toMatchObject({ outputs: { token: { $secret: true }, reference: "id-1", made: { size: 5 } } });
  });

  it("lists bare secrets by place, also when they were encoded", () => {
    const urn = "urn:pulumi:dev::features::test:index:Thing::values";
    expect(judged.leaks).toEqual([
      { urn, path: "encoded" },
      { urn, path: "leaked" },
    ]);
    expect(alone.leaks).toEqual(judged.leaks);
  });

  it("answers calls with unknown and lists them when there is no fixture", () => {
    expect(alone.invokes.map(({ token, answer }) => [token, answer])).toEqual([
      ["test:index:Existing", "unknown"],
      ["test:index:Thing/ask", "unknown"],
      ["test:index:getQuota", "unknown"],
      ["test:index:getRegion", "unknown"],
    ]);
    const unknown = { $unknown: true };
    expect(named(alone, "asks").inputs).toEqual({ later: unknown, method: unknown, quota: unknown, region: unknown, size: 1 });
    expect(named(alone, "reads").inputs["colour"]).toEqual(unknown);
  });

  it("answers calls from fixtures: the first whose arguments are contained, after invoke transforms", () => {
    expect(judged.invokes).toEqual([
      { token: "test:index:Existing", args: { id: "id-1" }, answer: "fixture", from: "features.fixtures.yaml: resources[0]" },
      { token: "test:index:Thing/ask", args: { question: "why" }, answer: "fixture", from: "features.fixtures.yaml: invokes[3]" },
      {
        token: "test:index:getQuota",
        args: { added: true, kind: "cpu", secret: "[secret]" },
        answer: "fixture",
        from: "features.fixtures.yaml: invokes[2]",
      },
      { token: "test:index:getRegion", args: { name: "here" }, answer: "fixture", from: "features.fixtures.yaml: invokes[1]" },
    ]);
    expect(named(judged, "asks").inputs).toMatchObject({ method: "because", quota: { $secret: true }, region: "eu-1" });
    expect(named(judged, "reads").inputs["colour"]).toBe("blue");
  });

  it("lets packs remediate before anything else sees the inputs", () => {
    const urn = "urn:pulumi:dev::features::test:index:Thing::made";
    expect(judged.remediations).toEqual([{ policy: "enlarge", urn, changed: ["size"] }]);
    expect(named(judged, "made").inputs).toEqual({ size: 6 });
    expect(named(judged, "values").inputs["known"]).toBe(6);
  });

  it("collects violations with level, severity, pack configuration and environment", () => {
    expect(judged.diagnostics.filter(({ policy }) => policy === "limit")).toEqual([
      {
        pack: "test-pack",
        policy: "limit",
        level: "mandatory",
        message: "Things are not too large.\nmade: 6 > 5 (from-config, from-env)",
        urn: "urn:pulumi:dev::features::test:index:Thing::made",
        severity: "high",
      },
    ]);
  });

  it("reports a rule that met an unknown as the real engine does", () => {
    expect(judged.diagnostics.filter(({ policy }) => policy === "touch-unknown")).toMatchObject([
      {
        level: "advisory",
        message: expect.stringContaining("string value at .tags.from can't be known during preview") as string,
      },
    ]);
  });

  it("shows packs every registered resource with options and provider, but no reads", () => {
    const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
    expect(shown(judged, "inherits")).toMatchObject({
      props: { size: 1 },
      provider: { name: "given", props: { region: "north" } },
    });
    expect(shown(judged, "optioned")).toMatchObject({
      opts: { customTimeouts: { createSeconds: 5400 }, deleteBeforeReplace: true },
    });
    expect(shown(judged, "values")).toMatchObject({ props: { unknown, secretUnknown: unknown, reference: unknown, known: 6 } });
    expect(shown(judged, "features-dev")).toMatchObject({ type: "pulumi:pulumi:Stack" });
    expect(shown(judged, "default_1_2_3")).toMatchObject({ type: "pulumi:providers:test" });
    expect(() => shown(judged, "existing")).toThrow("did not see existing");
  });

  it("shows stack policies parents, dependencies and outputs: a component's only if registered", () => {
    expect(shown(judged, "speaks", "stack")).toMatchObject({ parent: "features-dev", props: { plain: "text" } });
    expect(shown(judged, "guarded", "stack")).toMatchObject({ props: {} });
    expect(shown(judged, "inherits-deep", "stack")).toMatchObject({ parent: "deeper", props: { size: 1 } });
    expect(shown(judged, "values", "stack")).toMatchObject({
      dependencies: ["made"],
      propertyDependencies: { known: ["made"], size: [] },
    });
    expect(() => shown(judged, "existing", "stack")).toThrow("did not see existing");
  });

  it("gives packs secrets in plain text, yet keeps none of it", () => {
    expect(shown(judged, "values")).toMatchObject({ props: { secret: "[secret]" } });
    expect(named(judged, "values").inputs).toMatchObject({ leaked: "Bearer [secret]", encoded: "[secret]" });
    expect(/token-of-the-fixture|dG9rZW4tb2Y|hidden-tag/u.test(JSON.stringify(judged))).toBe(false);
  });
});

describe("a policy pack that cannot work", () => {
  it("is told from the program", async () => {
    const [failing, missing, wrong] = await Promise.all([
      errorOf("features", { policyPacks: [{ path: pack, config: { fail: "mandatory", limit: { mark: "m" } } }] }),
      errorOf("features", { policyPacks: [{ path: join(programs, "nowhere") }] }),
      errorOf("features", { policyPacks: [{ path: pack, config: { nope: "mandatory", limit: { enforcementLevel: "hard" } } }] }),
    ]);
    expect(failing).toMatchObject({
      kind: "pack",
      message:
        "policy pack test-pack: Error validating resource with policy 'fail' from policy pack 'test-pack@v1.2.3': Error: the rule is broken",
    });
    expect(missing.message).toBe("nowhere: no PulumiPolicy.yaml; a policy pack's folder; correct the path of the policy pack");
    expect(wrong.message.split("\n")).toEqual([
      "policy pack config: nope: no such policy; all, enlarge, environments, fail, limit, show, stack, touch-unknown; correct the name",
      'policy pack config: limit: level "hard"; advisory, mandatory, remediate, disabled; correct the level',
      "policy pack config: limit: mark: missing; a value as the policy's schema says; add it",
    ]);
  });
});
