import { describe, expect, it, vi } from "vitest";
import { activate, evaluate, judgeResource } from "../../../policy/lib/evaluate.ts";
import { fail, unknown } from "../../../policy/lib/finding.ts";
import type { PackConfig } from "../../../policy/lib/packConfig.ts";
import type { Rule } from "../../../policy/lib/rule.ts";
import type { PolicyResource } from "../../../policy/lib/verdict.ts";
import { kubernetesObject, resourceRule, worldRule } from "./objects.ts";

const config: PackConfig = { profile: "prod", waivers: [], levels: {}, params: {} };
const today = { today: "2026-11-21", stack: "prod" };
const web = kubernetesObject(
  { apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "web", namespace: "shop" } },
  { id: "urn:web" },
);
const api = kubernetesObject(
  { apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "api", namespace: "shop" } },
  { id: "urn:api" },
);

/** Every row as `rule verdict level: resource: message`. */
function rowsOf(
  rules: readonly Rule[],
  changes: Partial<PackConfig> = {},
  resources: readonly PolicyResource[] = [web],
): readonly string[] {
  return evaluate(resources, rules, { ...config, ...changes }, today).flatMap(({ results }) =>
    results.map(({ rule, verdict, level, resource, message }) => `${rule} ${verdict} ${level}: ${resource.id}: ${message}`),
  );
}

const failing = resourceRule({ check: () => [fail("too long", { path: "metadata.name", container: "app" })] });
const unsure = resourceRule({ check: () => [unknown("cannot tell")] });

describe("verdicts", () => {
  it("says pass where a rule finds nothing, and nothing where it does not apply", () => {
    expect(rowsOf([resourceRule({})])).toEqual(["short-name pass mandatory: urn:web: Names are short"]);
    expect(evaluate([web], [resourceRule({ appliesTo: () => false })], config, today)).toEqual([
      { rule: "short-name", results: [] },
    ]);
  });

  it("reports a finding with everything that places it", () => {
    expect(evaluate([{ ...web, file: "web.yaml", line: 3 }], [failing], config, today)).toEqual([
      {
        rule: "short-name",
        results: [
          {
            rule: "short-name",
            verdict: "fail",
            severity: "medium",
            level: "mandatory",
            resource: {
              id: "urn:web",
              type: web.type,
              apiVersion: "apps/v1",
              kind: "Deployment",
              namespace: "shop",
              name: "web",
            },
            container: "app",
            path: "metadata.name",
            message: "too long",
            file: "web.yaml",
            line: 3,
          },
        ],
      },
    ]);
  });

  it.each([
    ["local", "advisory"],
    ["dev", "advisory"],
    ["staging", "mandatory"],
    ["prod", "mandatory"],
  ] as const)("counts unknown in %s as %s", (profile, level) => {
    expect(rowsOf([unsure], { profile })).toEqual([`short-name unknown ${level}: urn:web: cannot tell`]);
  });

  it("never makes unknown heavier than the rule", () => {
    expect(rowsOf([unsure], { levels: { "short-name": "advisory" } })).toEqual([
      "short-name unknown advisory: urn:web: cannot tell",
    ]);
  });
});

describe("a rule that throws", () => {
  const broken = resourceRule({
    check: () => {
      throw new TypeError("s3cret stood here");
    },
  });

  it("could not tell, does not stop the others, and quotes nothing", () => {
    expect(rowsOf([broken, failing])).toEqual([
      "short-name unknown mandatory: urn:web: the rule short-name itself failed (TypeError) and could not judge; PALISADE_DEBUG=1 shows where",
      "short-name fail mandatory: urn:web: too long",
    ]);
  });

  it("is shown in full when asked for", () => {
    vi.stubEnv("PALISADE_DEBUG", "1");
    const shown = vi.spyOn(console, "error").mockImplementation(() => undefined);
    rowsOf([broken]);
    expect(shown).toHaveBeenCalledWith("rule short-name:", expect.any(TypeError));
    vi.unstubAllEnvs();
    shown.mockRestore();
  });

  it("also where it decides whether it applies", () => {
    const rule = worldRule({
      appliesTo: () => {
        throw new Error("no");
      },
    });
    expect(rowsOf([rule])).toEqual([
      "few-names unknown mandatory: : the rule few-names itself failed (Error) and could not judge; PALISADE_DEBUG=1 shows where",
    ]);
  });
});

describe("levels and parameters", () => {
  it("takes the level of the profile, or the configured one; disabled rules do not run", () => {
    const rule = resourceRule({ level: { local: "disabled", dev: "advisory", staging: "advisory", prod: "mandatory" } });
    const levels = (changes: Partial<PackConfig>) => activate([rule], { ...config, ...changes }).map(({ level }) => level);
    expect(levels({})).toEqual(["mandatory"]);
    expect(levels({ profile: "dev" })).toEqual(["advisory"]);
    expect(levels({ profile: "local" })).toEqual([]);
    expect(levels({ profile: "local", levels: { "short-name": "mandatory" } })).toEqual(["mandatory"]);
    expect(levels({ levels: { "short-name": "disabled" } })).toEqual([]);
  });

  it("gives a rule its defaults, overridden one by one", () => {
    const rule = resourceRule({
      params: {
        most: { type: "integer", description: "longest", default: 9 },
        least: { type: "integer", description: "shortest", default: 1 },
      },
      check: (_resource, { params, profile }) => [fail(`${profile} ${String(params["most"])} ${String(params["least"])}`)],
    });
    expect(rowsOf([rule], { params: { "short-name": { most: 20 } } })).toEqual(["short-name fail mandatory: urn:web: prod 20 1"]);
  });
});

describe("world rules", () => {
  it("see everything once and name their subjects", () => {
    const rule = worldRule({
      check: (world) =>
        world.byKind("Deployment", "apps").map((subject) => fail(`one of ${world.resources.length}`, { subject })),
    });
    expect(rowsOf([rule], {}, [web, api])).toEqual([
      "few-names fail mandatory: urn:web: one of 2",
      "few-names fail mandatory: urn:api: one of 2",
    ]);
  });

  it("pass once, for all resources together", () => {
    expect(rowsOf([worldRule({})], {}, [web, api])).toEqual(["few-names pass mandatory: : Names are short"]);
    expect(rowsOf([worldRule({ appliesTo: (world) => world.byType("none").length > 0 })])).toEqual([]);
  });

  it("find kinds by group", () => {
    const rule = worldRule({
      check: (world) => [
        fail(
          [world.byKind("Deployment"), world.byKind("Deployment", ""), world.byType(web.type)]
            .map((found) => found.length)
            .join(),
        ),
      ],
    });
    expect(rowsOf([rule], {}, [web, api])).toEqual(["few-names fail mandatory: : 2,0,2"]);
  });
});

describe("patches", () => {
  const patch = {
    ...web,
    props: { spec: { replicas: 1 } },
    kubernetes: { apiVersion: "apps/v1", kind: "Deployment", name: "web", partial: true },
  };
  it("cannot tell about what a patch leaves out", () => {
    const rule = resourceRule({
      check: () => [
        fail("no strategy", { path: "spec.strategy" }),
        fail("one replica", { path: "spec.replicas" }),
        fail("no place"),
      ],
    });
    expect(rowsOf([rule], {}, [patch])).toEqual([
      "short-name unknown mandatory: urn:web: Deployment web is a patch, which shows only a part of the object: no strategy",
      "short-name fail mandatory: urn:web: one replica",
      "short-name unknown mandatory: urn:web: Deployment web is a patch, which shows only a part of the object: no place",
    ]);
  });
});

describe("waivers", () => {
  const waiver = {
    rule: "short-name",
    resource: "Deployment/shop/web",
    kind: "not-built-yet",
    owner: "platform",
    reason: "the name is part of a public contract",
    ticket: "OPS-1",
    expires: "2026-12-31",
  } as const;

  it("turn findings into waived, and are judged themselves", () => {
    const rows = rowsOf([failing], { waivers: [waiver] }, [web, api]);
    expect(rows.slice(0, 2)).toEqual([
      "short-name waived mandatory: urn:web: too long",
      "short-name fail mandatory: urn:api: too long",
    ]);
    expect(rows.slice(2).map((row) => row.split(" ").slice(0, 2).join(" "))).toEqual([
      "waiver-expired pass",
      "waiver-unused pass",
      "waiver-over-broad pass",
      "waiver-unknown-rule pass",
      "waiver-duplicate pass",
      "waiver-term pass",
    ]);
  });

  it("leave a finding of hygiene when they cover nothing", () => {
    expect(rowsOf([resourceRule({})], { waivers: [waiver] })).toContain(
      "waiver-unused fail advisory: waivers[0]: waiver short-name for Deployment/shop/web: covers no finding of this run",
    );
  });
});

it("shares one reference between all rows of a resource", () => {
  const active = activate([failing, unsure], config);
  const [first, second] = judgeResource(web, active).flatMap(({ results }) => results);
  expect(first?.resource).toBe(second?.resource);
});
