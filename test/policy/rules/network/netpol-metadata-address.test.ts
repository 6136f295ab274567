import { describe, expect, it } from "vitest";
import { UNKNOWN, type Plain } from "../../../../policy/lib/verdict.ts";
import { netpolMetadataAddress } from "../../../../policy/rules/network/netpol-metadata-address.ts";
import { block, check, judgesNetworkPolicies, policy, to } from "./policyFixture.ts";

describe("netpol-metadata-address [P-44]", () => {
  judgesNetworkPolicies(netpolMetadataAddress);
  const opens = (cidr: string, address: string) =>
    `fail: NetworkPolicy shop/web: spec.egress[0].to[0].ipBlock ${cidr} opens the metadata address ${address}; allowed: a block that excepts it`;
  it.each<[string, Plain, readonly string[]]>([
    ["the whole of IPv4", to(block("0.0.0.0/0")), [opens("0.0.0.0/0", "169.254.169.254")]],
    ["link-local", to(block("169.254.0.0/16")), [opens("169.254.0.0/16", "169.254.169.254")]],
    ["the address itself without a reason", to(block("169.254.169.254/32")), [opens("169.254.169.254/32", "169.254.169.254")]],
    ["private IPv6", to(block("fd00::/8")), [opens("fd00::/8", "fd00:ec2::254")]],
    [
      "a rule without to",
      policy({ egress: [{ ports: [{ port: 80 }] }] }),
      [
        "fail: NetworkPolicy shop/web: spec.egress[0] has no to, which opens the metadata address 169.254.169.254 and fd00:ec2::254; allowed: named peers",
      ],
    ],
    [
      "a block not known yet",
      to(block(UNKNOWN)),
      ["unknown: NetworkPolicy shop/web: spec.egress[0].to[0].ipBlock.cidr is not known before deployment"],
    ],
  ])("fails on %s", (_case, spec, expected) => {
    expect(check(netpolMetadataAddress, spec)).toEqual(expected);
  });
  it("passes where it is excepted, or not in the block", () => {
    expect(check(netpolMetadataAddress, to(block("0.0.0.0/0", "169.254.169.254/32")))).toEqual([]);
    expect(check(netpolMetadataAddress, to(block("169.254.170.23/32")))).toEqual([]);
  });
  it("passes the exact address on named ports with a reason, and nothing wider", () => {
    const reason = { "palisade.dev/reason": "workload identity of GKE" };
    expect(check(netpolMetadataAddress, to(block("169.254.169.254/32")), reason)).toEqual([]);
    expect(check(netpolMetadataAddress, policy({ egress: [{ to: [block("169.254.169.254/32")] }] }), reason)).toEqual([
      opens("169.254.169.254/32", "169.254.169.254"),
    ]);
    expect(check(netpolMetadataAddress, to(block("169.254.169.252/30")), reason)).toEqual([
      opens("169.254.169.252/30", "169.254.169.254"),
    ]);
  });
});
