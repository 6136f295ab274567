import { describe, expect, it } from "vitest";
import { UNKNOWN, type Plain } from "../../../../policy/lib/verdict.ts";
import { netpolSelector } from "../../../../policy/rules/network/netpol-selector.ts";
import { check, judgesNetworkPolicies, NAME, policy } from "./policyFixture.ts";

describe("netpol-selector [S-32]", () => {
  judgesNetworkPolicies(netpolSelector);
  const mutable = `fail: NetworkPolicy shop/web: spec.ingress[0].from[0].namespaceSelector does not name namespaces by ${NAME}; allowed: that label with exact values`;
  const from = (namespaceSelector: Plain): Plain =>
    policy({ ingress: [{ from: [{ namespaceSelector, podSelector: { matchLabels: { app: "db" } } }], ports: [{ port: 80 }] }] });
  it.each<[string, Plain, readonly string[]]>([
    ["a label anybody may set", from({ matchLabels: { name: "data" } }), [mutable]],
    ["an empty selector", from({}), [mutable]],
    ["the name negated", from({ matchExpressions: [{ key: NAME, operator: "NotIn", values: ["kube-system"] }] }), [mutable]],
    ["the name present", from({ matchExpressions: [{ key: NAME, operator: "Exists" }] }), [mutable]],
    [
      "a label not known yet",
      from({ matchLabels: { team: UNKNOWN } }),
      [
        'unknown: NetworkPolicy shop/web: spec.ingress[0].from[0].namespaceSelector.matchLabels["team"] is not known before deployment',
      ],
    ],
  ])("warns of %s", (_case, spec, expected) => {
    expect(check(netpolSelector, spec)).toEqual(expected);
  });
  it("passes exact names, alone or narrowed", () => {
    expect(check(netpolSelector, from({ matchExpressions: [{ key: NAME, operator: "In", values: ["a", "b"] }] }))).toEqual([]);
    expect(check(netpolSelector, from({ matchLabels: { [NAME]: "data", team: "x" } }))).toEqual([]);
    expect(check(netpolSelector, policy({ ingress: [{ from: [{ podSelector: {} }] }] }))).toEqual([]);
  });
});
