import { describe, expect, it } from "vitest";
import { UNKNOWN, type Plain } from "../../../../policy/lib/verdict.ts";
import { netpolEmptyPeer } from "../../../../policy/rules/network/netpol-empty-peer.ts";
import { check, DB, expressions, judgesNetworkPolicies, NAME, policy } from "./policyFixture.ts";

describe("netpol-empty-peer [P-04] [P-44] [P-101] [S-73] [S-74]", () => {
  judgesNetworkPolicies(netpolEmptyPeer);
  it.each<[string, Plain, readonly string[]]>([
    [
      "an absent from",
      policy({ ingress: [{ ports: [{ port: 80 }] }] }),
      ["fail: NetworkPolicy shop/web: spec.ingress[0] has no from, which allows ingress with everything; allowed: named peers"],
    ],
    [
      "an empty to",
      policy({ egress: [{ to: [], ports: [{ port: 80 }] }] }),
      ["fail: NetworkPolicy shop/web: spec.egress[0] has no to, which allows egress with everything; allowed: named peers"],
    ],
    [
      "all namespaces",
      policy({ ingress: [{ from: [DB, { namespaceSelector: {} }], ports: [] }] }),
      ["fail: NetworkPolicy shop/web: spec.ingress[0].from[1] selects all pods of all namespaces; allowed: named peers"],
    ],
    [
      "all pods of all namespaces",
      policy({ ingress: [{ from: [{ namespaceSelector: {}, podSelector: {} }] }] }),
      ["fail: NetworkPolicy shop/web: spec.ingress[0].from[0] selects all pods of all namespaces; allowed: named peers"],
    ],
    [
      "all namespaces but one",
      policy({ ingress: [{ from: [{ namespaceSelector: expressions({ key: NAME, operator: "NotIn", values: ["lab"] }) }] }] }),
      ["fail: NetworkPolicy shop/web: spec.ingress[0].from[0] selects all pods of all namespaces; allowed: named peers"],
    ],
    [
      "namespaces with a name, pods without a label",
      policy({
        ingress: [
          {
            from: [
              {
                namespaceSelector: expressions({ key: NAME, operator: "Exists" }),
                podSelector: expressions({ key: "quarantined", operator: "DoesNotExist" }),
              },
            ],
          },
        ],
      }),
      ["fail: NetworkPolicy shop/web: spec.ingress[0].from[0] selects all pods of all namespaces; allowed: named peers"],
    ],
    [
      "a peer without a field",
      policy({ ingress: [{ from: [{}] }] }),
      [
        "fail: NetworkPolicy shop/web: spec.ingress[0].from[0] is {}; allowed is a peer with a podSelector, a namespaceSelector or an ipBlock",
      ],
    ],
    [
      "a list not known yet",
      policy({ egress: [{ to: UNKNOWN }] }),
      ["unknown: NetworkPolicy shop/web: spec.egress[0].to is not known before deployment"],
    ],
  ])("fails on %s", (_case, spec, expected) => {
    expect(check(netpolEmptyPeer, spec)).toEqual(expected);
  });
  it("passes all pods of the own namespace, and rules of a direction that does not isolate", () => {
    expect(check(netpolEmptyPeer, policy({ ingress: [{ from: [{ podSelector: {} }] }] }))).toEqual([]);
    expect(check(netpolEmptyPeer, { podSelector: {}, policyTypes: ["Egress"], ingress: [{}] })).toEqual([]);
  });
});
