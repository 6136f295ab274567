import { describe, expect, it } from "vitest";
import { UNKNOWN, type Plain } from "../../../../policy/lib/verdict.ts";
import { netpolIngressOpen } from "../../../../policy/rules/network/netpol-ingress-open.ts";
import { block, check, judgesNetworkPolicies, policy } from "./policyFixture.ts";

describe("netpol-ingress-open [P-44] [S-73]", () => {
  judgesNetworkPolicies(netpolIngressOpen);
  const from = (...peers: readonly Plain[]): Plain => policy({ ingress: [{ from: peers, ports: [{ port: 443 }] }] });
  const open = (internets: string): string =>
    `fail: NetworkPolicy shop/web: its ingress opens ${internets}; allowed: the networks that are needed, or the annotation palisade.dev/reason`;
  const IPV4 = "a /8 or more of the IPv4 internet";
  const IPV6 = "a /16 or more of the IPv6 internet";
  it.each<[string, Plain, readonly string[]]>([
    ["0.0.0.0/0", from(block("0.0.0.0/0")), [open(IPV4)]],
    ["the two halves", from(block("0.0.0.0/1"), block("128.0.0.0/1")), [open(IPV4)]],
    [
      "everything but the private ranges",
      from(block("0.0.0.0/0", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")),
      [open(IPV4)],
    ],
    ["::/0", from(block("::/0")), [open(IPV6)]],
    ["a rule without from", policy({ ingress: [{ ports: [{ port: 443 }] }] }), [open(`${IPV4} and ${IPV6}`)]],
    [
      "a block not known yet",
      from(block(UNKNOWN)),
      ["unknown: NetworkPolicy shop/web: spec.ingress[0].from[0].ipBlock.cidr is not known before deployment"],
    ],
  ])("fails on %s", (_case, spec, expected) => {
    expect(check(netpolIngressOpen, spec)).toEqual(expected);
  });
  it("passes with a written reason, private networks, and what egress opens", () => {
    expect(check(netpolIngressOpen, from(block("0.0.0.0/0")), { "palisade.dev/reason": "the public front door" })).toEqual([]);
    expect(check(netpolIngressOpen, from(block("10.0.0.0/8"), block("203.0.113.0/24")))).toEqual([]);
    expect(check(netpolIngressOpen, policy({ egress: [{ to: [block("0.0.0.0/0")] }] }))).toEqual([]);
  });
});
