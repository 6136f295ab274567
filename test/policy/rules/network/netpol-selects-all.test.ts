import { describe, expect, it } from "vitest";
import { UNKNOWN, type Plain } from "../../../../policy/lib/verdict.ts";
import { netpolSelectsAll } from "../../../../policy/rules/network/netpol-selects-all.ts";
import { block, check, DB, DNS_PORTS, expressions, judgesNetworkPolicies, KUBE_DNS } from "./policyFixture.ts";

describe("netpol-selects-all [P-44] [S-73] [S-74]", () => {
  judgesNetworkPolicies(netpolSelectsAll);
  const INGRESS: Plain = [{ from: [DB], ports: [{ port: 80 }] }];
  const all = (rules: { readonly ingress?: Plain; readonly egress?: Plain }, podSelector: Plain = {}): Plain => ({
    podSelector,
    policyTypes: ["Ingress", "Egress"],
    ...rules,
  });
  const opens = (direction: string): string =>
    `fail: NetworkPolicy shop/web: spec.${direction}[0] opens ${direction} for every pod of the namespace; allowed: DNS, or a podSelector that names pods, or the annotation palisade.dev/reason`;
  it.each<[string, Plain, readonly string[]]>([
    ["ingress for every pod", all({ ingress: INGRESS }), [opens("ingress")]],
    ["an absent podSelector", { policyTypes: ["Ingress"], ingress: INGRESS }, [opens("ingress")]],
    [
      "a podSelector that only leaves out",
      all({ ingress: INGRESS }, expressions({ key: "app", operator: "NotIn", values: ["x"] })),
      [opens("ingress")],
    ],
    ["egress for every pod", all({ egress: [{ to: [DB], ports: [{ port: 5432 }] }] }), [opens("egress")]],
    ["the port of DNS at strangers", all({ egress: [{ to: [block("8.8.8.0/24")], ports: DNS_PORTS }] }), [opens("egress")]],
    ["DNS in a range", all({ egress: [{ to: [KUBE_DNS], ports: [{ port: 1, endPort: 65535 }] }] }), [opens("egress")]],
    ["DNS and more", all({ egress: [{ to: [KUBE_DNS], ports: [...DNS_PORTS, { port: 9153 }] }] }), [opens("egress")]],
    ["ingress of DNS", all({ ingress: [{ from: [KUBE_DNS], ports: DNS_PORTS }] }), [opens("ingress")]],
    [
      "a podSelector not known yet",
      all({ ingress: INGRESS }, UNKNOWN),
      ["unknown: NetworkPolicy shop/web: spec.podSelector is not known before deployment"],
    ],
  ])("fails on %s", (_case, spec, expected) => {
    expect(check(netpolSelectsAll, spec)).toEqual(expected);
  });
  it("passes DNS for every pod, and anything with a written reason", () => {
    expect(check(netpolSelectsAll, all({ egress: [{ to: [KUBE_DNS], ports: DNS_PORTS }] }))).toEqual([]);
    expect(check(netpolSelectsAll, all({ ingress: INGRESS }), { "palisade.dev/reason": "one team, one program" })).toEqual([]);
  });
});
