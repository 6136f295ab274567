import { describe, expect, it } from "vitest";
import { UNKNOWN, type Plain } from "../../../../policy/lib/verdict.ts";
import { netpolPortless } from "../../../../policy/rules/network/netpol-portless.ts";
import { check, DB, judgesNetworkPolicies, policy } from "./policyFixture.ts";

describe("netpol-portless [P-44]", () => {
  judgesNetworkPolicies(netpolPortless);
  it.each<[string, Plain, readonly string[]]>([
    [
      "no ports",
      policy({ egress: [{ to: [DB] }] }),
      ["fail: NetworkPolicy shop/web: spec.egress[0] names no ports, which opens every port for egress; allowed: named ports"],
    ],
    [
      "an empty list",
      policy({ ingress: [{ from: [DB], ports: [] }] }),
      ["fail: NetworkPolicy shop/web: spec.ingress[0] names no ports, which opens every port for ingress; allowed: named ports"],
    ],
    [
      "a protocol alone",
      policy({ ingress: [{ from: [DB], ports: [{ port: 80 }, { protocol: "UDP" }] }] }),
      ["fail: NetworkPolicy shop/web: spec.ingress[0].ports[1] opens every UDP port for ingress; allowed: named ports"],
    ],
    [
      "a port not known yet",
      policy({ ingress: [{ from: [DB], ports: [{ port: UNKNOWN }] }] }),
      ["unknown: NetworkPolicy shop/web: spec.ingress[0].ports[0].port is not known before deployment"],
    ],
  ])("fails on %s", (_case, spec, expected) => {
    expect(check(netpolPortless, spec)).toEqual(expected);
  });
  it("passes names and ranges", () => {
    expect(
      check(netpolPortless, policy({ ingress: [{ from: [DB], ports: [{ port: "http" }, { port: 8000, endPort: 8010 }] }] })),
    ).toEqual([]);
  });
});
