import { generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import { loadBundle, signBundle, type Bundle } from "../../../../components/services/gateway/bundle.ts";
import { gatewayPlan } from "../../../../components/services/gateway/plan.ts";
import { describeProblem } from "../../../../components/shared/problem.ts";
import { LOCAL, OAUTH, contextWith, type Change } from "./context.ts";

const example = loadBundle("components/services/gateway/bundle");
const resigned = (change: Bundle): Bundle =>
  signBundle(new Map([...example, ...change]), generateKeyPairSync("ed25519").privateKey);
const messages = (bundle: Bundle, change: Change = {}): readonly string[] =>
  gatewayPlan(contextWith(change), bundle).problems.map(describeProblem);

describe("the gateway's plan", () => {
  test.each(Object.entries({ prod: {}, local: LOCAL, oauth: { gateway: { oauth: OAUTH } } }))(
    "has no problems: %s [P-22]",
    (_, change) => {
      expect(gatewayPlan(contextWith(change), example).problems).toEqual([]);
    },
  );

  test("puts everything into one restricted namespace [P-22] [P-52]", () => {
    const { namespaces, workloads } = gatewayPlan(contextWith(), example);
    expect(namespaces.map(({ name, podSecurity }) => [name, podSecurity])).toEqual([["gateway", { level: "restricted" }]]);
    expect(workloads.map(({ namespace, name }) => `${namespace}/${name}`)).toEqual([
      "gateway/precinct-gateway",
      "gateway/precinct-control",
    ]);
  });

  test("says once that the bundle is missing, not once for each variable", () => {
    expect(messages(new Map())).toHaveLength(1);
  });

  test("finds what a correctly signed bundle gets wrong", () => {
    const wrong = new Map([
      ["opa/tool_grants.yaml", Buffer.from('tool_grants: [{ spiffe_pattern: "spiffe://poc.local/a" }]\n')],
      ["model-provider-catalog.v2.yaml", Buffer.from("version: v2.0.0\nproviders: []\n")],
    ]);
    expect(messages(resigned(wrong))).toEqual([
      expect.stringContaining('tool_grants.yaml grants "spiffe://poc.local/a"'),
      expect.stringContaining("workload gateway/precinct-gateway MODEL_PROVIDER_CATALOG_PATH"),
      expect.stringContaining("workload gateway/precinct-control MODEL_PROVIDER_CATALOG_PATH"),
    ]);
  });

  test("is the same twice", () => {
    expect(gatewayPlan(contextWith(), example)).toEqual(gatewayPlan(contextWith(), example));
  });
});
