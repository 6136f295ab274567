import { describe, expect, it } from "vitest";
import { UNKNOWN, type Plain } from "../../../../policy/lib/verdict.ts";
import { netpolEgressOpen } from "../../../../policy/rules/network/netpol-egress-open.ts";
import { block, check, judgesNetworkPolicies, policy, to } from "./policyFixture.ts";

const IPV4 = "a /8 or more of the IPv4 internet";
const IPV6 = "a /16 or more of the IPv6 internet";

describe("netpol-egress-open [P-44] [S-76]", () => {
  judgesNetworkPolicies(netpolEgressOpen);
  const open = (internets: string) =>
    `fail: NetworkPolicy shop/web: its egress opens ${internets}; allowed: the networks that are needed, or the annotation palisade.dev/reason`;
  it.each<[string, Plain, readonly string[]]>([
    ["0.0.0.0/0", to(block("0.0.0.0/0")), [open(IPV4)]],
    ["the two halves", to(block("0.0.0.0/1"), block("128.0.0.0/1")), [open(IPV4)]],
    [
      "the two halves in two rules",
      policy({
        egress: [{ to: [block("0.0.0.0/2"), block("128.0.0.0/2")] }, { to: [block("64.0.0.0/2"), block("192.0.0.0/2")] }],
      }),
      [open(IPV4)],
    ],
    ["everything but the private ranges", to(block("0.0.0.0/0", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")), [open(IPV4)]],
    ["::/0", to(block("::/0")), [open(IPV6)]],
    ["2000::/3", to(block("2000::/3")), [open(IPV6)]],
    ["a /8", to(block("8.0.0.0/8")), [open(IPV4)]],
    ["an eighth in slices", to(block("16.0.0.0/5"), block("32.0.0.0/4"), block("64.0.0.0/5")), [open(IPV4)]],
    ["a /16 of IPv6", to(block("2600::/16")), [open(IPV6)]],
    ["both", to(block("::/0"), block("0.0.0.0/0")), [open(`${IPV4} and ${IPV6}`)]],
    ["a rule without to", policy({ egress: [{ ports: [{ port: 443 }] }] }), [open(`${IPV4} and ${IPV6}`)]],
  ])("fails on %s", (_case, spec, expected) => {
    expect(check(netpolEgressOpen, spec)).toEqual(expected);
  });
  it("passes with a written reason, not with an empty one", () => {
    expect(check(netpolEgressOpen, to(block("0.0.0.0/0")), { "palisade.dev/reason": "a proxy for any host" })).toEqual([]);
    expect(check(netpolEgressOpen, to(block("0.0.0.0/0")), { "palisade.dev/reason": "" })).toEqual([open(IPV4)]);
  });
  it("passes narrow blocks, private and special ones, and cannot judge a block that is not known", () => {
    expect(
      check(netpolEgressOpen, to(block("10.0.0.0/8"), block("8.0.0.0/9"), block("224.0.0.0/4"), block("2600:1f00::/24"))),
    ).toEqual([]);
    expect(check(netpolEgressOpen, to(block(UNKNOWN)))).toEqual([
      "unknown: NetworkPolicy shop/web: spec.egress[0].to[0].ipBlock.cidr is not known before deployment",
    ]);
    expect(check(netpolEgressOpen, policy({ ingress: [{ from: [block(UNKNOWN)] }] }))).toEqual([]);
  });
});
