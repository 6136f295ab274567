import { describe, expect, it } from "vitest";
import { UNKNOWN, type Plain } from "../../../../policy/lib/verdict.ts";
import { netpolNamespacePeer } from "../../../../policy/rules/network/netpol-namespace-peer.ts";
import { check, DNS_PORTS, expressions, judgesNetworkPolicies, named, policy } from "./policyFixture.ts";

describe("netpol-namespace-peer [P-44] [S-73] [S-74]", () => {
  judgesNetworkPolicies(netpolNamespacePeer);
  const from = (peer: Plain, ports: Plain = [{ port: 80 }]): Plain => policy({ ingress: [{ from: [peer], ports }] });
  const whole = (of: string, path = "spec.ingress[0].from[0]"): string =>
    `fail: NetworkPolicy shop/web: ${path} is every pod of ${of}; allowed: a podSelector that names them, or the annotation palisade.dev/reason`;
  const SELECTED = "the namespaces it selects";
  it.each<[string, Plain, readonly string[]]>([
    ["a namespace alone", from({ namespaceSelector: named("data") }), [whole(SELECTED)]],
    ["an empty podSelector beside it", from({ namespaceSelector: named("data"), podSelector: {} }), [whole(SELECTED)]],
    [
      "a podSelector that only leaves out",
      from({ namespaceSelector: named("data"), podSelector: expressions({ key: "app", operator: "NotIn", values: ["x"] }) }),
      [whole(SELECTED)],
    ],
    ["namespaces by a label", from({ namespaceSelector: { matchLabels: { team: "a" } } }), [whole(SELECTED)]],
    ["every pod of the own namespace", from({ podSelector: {} }), [whole("its own namespace")]],
    [
      "egress to a namespace",
      policy({ egress: [{ to: [{ namespaceSelector: named("data") }], ports: [{ port: 80 }] }] }),
      [whole(SELECTED, "spec.egress[0].to[0]")],
    ],
    [
      "a podSelector not known yet",
      from({ namespaceSelector: named("data"), podSelector: UNKNOWN }),
      ["unknown: NetworkPolicy shop/web: spec.ingress[0].from[0].podSelector is not known before deployment"],
    ],
  ])("warns of %s", (_case, spec, expected) => {
    expect(check(netpolNamespacePeer, spec)).toEqual(expected);
  });
  it("passes with a written reason, DNS for everybody, and leaves all namespaces to netpol-empty-peer", () => {
    const reason = { "palisade.dev/reason": "every agent may call the gateway" };
    expect(check(netpolNamespacePeer, from({ namespaceSelector: named("agents") }), reason)).toEqual([]);
    expect(check(netpolNamespacePeer, from({ namespaceSelector: named("data") }, DNS_PORTS))).toEqual([]);
    expect(check(netpolNamespacePeer, from({ namespaceSelector: {} }))).toEqual([]);
  });
});
