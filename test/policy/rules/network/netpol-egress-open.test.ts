import { describe, expect, it } from "vitest";
import { UNKNOWN, type Plain } from "../../../../policy/lib/verdict.ts";
import { netpolEgressOpen } from "../../../../policy/rules/network/netpol-egress-open.ts";
import { block, check, judgesNetworkPolicies, policy, to } from "./policyFixture.ts";

describe("netpol-egress-open [P-44]", () => {
  judgesNetworkPolicies(netpolEgressOpen);
  const open = (internets: string) =>
    `fail: NetworkPolicy shop/web: its egress opens half or more of the ${internets} internet; allowed: the networks that are needed, or the annotation palisade.dev/reason`;
  it.each<[string, Plain, readonly string[]]>([
    ["0.0.0.0/0", to(block("0.0.0.0/0")), [open("IPv4")]],
    ["the two halves", to(block("0.0.0.0/1"), block("128.0.0.0/1")), [open("IPv4")]],
    [
      "the two halves in two rules",
      policy({
        egress: [{ to: [block("0.0.0.0/2"), block("128.0.0.0/2")] }, { to: [block("64.0.0.0/2"), block("192.0.0.0/2")] }],
      }),
      [open("IPv4")],
    ],
    [
      "everything but the private ranges",
      to(block("0.0.0.0/0", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")),
      [open("IPv4")],
    ],
    ["::/0", to(block("::/0")), [open("IPv6")]],
    ["2000::/3", to(block("2000::/3")), [open("IPv6")]],
    ["both", to(block("::/0"), block("0.0.0.0/0")), [open("IPv4 and IPv6")]],
    ["a rule without to", policy({ egress: [{ ports: [{ port: 443 }] }] }), [open("IPv4 and IPv6")]],
  ])("fails on %s", (_case, spec, expected) => {
    expect(check(netpolEgressOpen, spec)).toEqual(expected);
  });
  it("passes with a written reason, not with an empty one", () => {
    expect(check(netpolEgressOpen, to(block("0.0.0.0/0")), { "palisade.dev/reason": "a proxy for any host" })).toEqual([]);
    expect(check(netpolEgressOpen, to(block("0.0.0.0/0")), { "palisade.dev/reason": "" })).toEqual([open("IPv4")]);
  });
  it("passes less than half, and cannot judge a block that is not known", () => {
    expect(check(netpolEgressOpen, to(block("10.0.0.0/8"), block("203.0.113.0/24")))).toEqual([]);
    expect(check(netpolEgressOpen, to(block(UNKNOWN)))).toEqual([
      "unknown: NetworkPolicy shop/web: spec.egress[0].to[0].ipBlock.cidr is not known before deployment",
    ]);
    expect(check(netpolEgressOpen, policy({ ingress: [{ from: [block(UNKNOWN)] }] }))).toEqual([]);
  });
});
