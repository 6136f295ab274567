import { describe, expect, it } from "vitest";
import { UNKNOWN, type Plain } from "../../../../policy/lib/verdict.ts";
import { netpolPortRange } from "../../../../policy/rules/network/netpol-port-range.ts";
import { check, DB, judgesNetworkPolicies, policy } from "./policyFixture.ts";

describe("netpol-port-range [P-44]", () => {
  judgesNetworkPolicies(netpolPortRange);
  const ports = (...list: readonly Plain[]): Plain => policy({ ingress: [{ from: [DB], ports: list }] });
  const opens = (count: number, protocol: string, direction = "ingress"): string =>
    `fail: NetworkPolicy shop/web: spec.${direction}[0] opens ${count} ${protocol} ports for ${direction}; allowed: 1024 or fewer, or the annotation palisade.dev/reason`;
  it.each<[string, Plain, readonly string[]]>([
    ["every port as a range", ports({ port: 1, endPort: 65535 }), [opens(65535, "TCP")]],
    ["every port in two ranges", ports({ port: 1, endPort: 32767 }, { port: 32768, endPort: 65535 }), [opens(65535, "TCP")]],
    ["a range beside single ports", ports({ port: 80 }, { port: 8000, endPort: 9023 }), [opens(1025, "TCP")]],
    [
      "every port of two protocols",
      ports({ port: 1, endPort: 65535 }, { port: 1, endPort: 65535, protocol: "UDP" }),
      [opens(65535, "TCP"), opens(65535, "UDP")],
    ],
    [
      "egress to every port",
      policy({ egress: [{ to: [DB], ports: [{ port: 1024, endPort: 65535 }] }] }),
      [opens(64512, "TCP", "egress")],
    ],
    [
      "an end not known yet",
      ports({ port: 1, endPort: UNKNOWN }),
      ["unknown: NetworkPolicy shop/web: spec.ingress[0].ports[0].endPort is not known before deployment"],
    ],
  ])("fails on %s", (_case, spec, expected) => {
    expect(check(netpolPortRange, spec)).toEqual(expected);
  });
  it("passes ranges as wide as the parameter, overlapping ones once, names, and anything with a reason", () => {
    expect(check(netpolPortRange, ports({ port: 8000, endPort: 9023 }, { port: 8500, endPort: 8600 }))).toEqual([]);
    expect(check(netpolPortRange, ports({ port: "http" }, { port: 443 }))).toEqual([]);
    expect(check(netpolPortRange, ports({ port: 1, endPort: 65535 }), { "palisade.dev/reason": "a scanner" })).toEqual([]);
  });
});
