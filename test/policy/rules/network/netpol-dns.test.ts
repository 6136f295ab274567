import { describe, expect, it } from "vitest";
import { UNKNOWN, type Plain } from "../../../../policy/lib/verdict.ts";
import { netpolDns } from "../../../../policy/rules/network/netpol-dns.ts";
import { block, check, DB, DNS_PORTS, judgesNetworkPolicies, KUBE_DNS, named, policy } from "./policyFixture.ts";

describe("netpol-dns [S-75] [S-32]", () => {
  judgesNetworkPolicies(netpolDns);
  const dns = (peers: Plain, ports: Plain = DNS_PORTS): Plain =>
    policy({ egress: [{ ...(peers === undefined ? {} : { to: peers }), ports }] });
  const wide = (path: string) =>
    `fail: NetworkPolicy shop/web: ${path} opens port 53 to more than the DNS pods; allowed: k8s-app=kube-dns of kube-system, or one address`;
  const without = (protocol: string) =>
    `fail: NetworkPolicy shop/web: spec.egress[0] opens DNS without ${protocol} 53; allowed: UDP and TCP`;
  it.each<[string, Plain, readonly string[]]>([
    [
      "pods labelled kube-dns anywhere",
      dns([{ namespaceSelector: {}, podSelector: { matchLabels: { "k8s-app": "kube-dns" } } }]),
      [wide("spec.egress[0].to[0]")],
    ],
    ["every pod of kube-system", dns([{ namespaceSelector: named("kube-system") }]), [wide("spec.egress[0].to[0]")]],
    [
      "kube-system by a mutable label",
      dns([
        { namespaceSelector: { matchLabels: { name: "kube-system" } }, podSelector: { matchLabels: { "k8s-app": "kube-dns" } } },
      ]),
      [wide("spec.egress[0].to[0]")],
    ],
    ["a second peer", dns([KUBE_DNS, block("8.8.8.0/24")]), [wide("spec.egress[0].to[1].ipBlock")]],
    ["no peer at all", dns(undefined), [wide("spec.egress[0]")]],
    ["UDP alone", dns([KUBE_DNS], [{ protocol: "UDP", port: 53 }]), [without("TCP")]],
    ["TCP alone", dns([KUBE_DNS], [{ port: 53 }]), [without("UDP")]],
    ["a range around 53", dns([DB], [{ port: 1, endPort: 1024 }]), [without("UDP"), wide("spec.egress[0].to[0]")]],
    [
      "a peer not known yet",
      dns([{ namespaceSelector: named("kube-system"), podSelector: UNKNOWN }]),
      ["unknown: NetworkPolicy shop/web: spec.egress[0].to[0].podSelector is not known before deployment"],
    ],
  ])("fails on %s", (_case, spec, expected) => {
    expect(check(netpolDns, spec)).toEqual(expected);
  });
  it("passes a node-local cache at one address, and ingress on port 53", () => {
    expect(check(netpolDns, dns([KUBE_DNS, block("169.254.20.10/32")]))).toEqual([]);
    expect(check(netpolDns, policy({ ingress: [{ from: [DB], ports: [{ port: 53 }] }] }))).toEqual([]);
  });
});
