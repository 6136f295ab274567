import { describe, expect, it } from "vitest";
import type { ResourceRule } from "../../../../policy/lib/rule.ts";
import { UNKNOWN, type Plain } from "../../../../policy/lib/verdict.ts";
import { netpolDns } from "../../../../policy/rules/network/netpol-dns.ts";
import { netpolEgressOpen } from "../../../../policy/rules/network/netpol-egress-open.ts";
import { netpolEmptyPeer } from "../../../../policy/rules/network/netpol-empty-peer.ts";
import { netpolMetadataAddress } from "../../../../policy/rules/network/netpol-metadata-address.ts";
import { netpolPortless } from "../../../../policy/rules/network/netpol-portless.ts";
import { netpolSelector } from "../../../../policy/rules/network/netpol-selector.ts";
import { networkPolicyObject, workloadObject } from "../../../support/kubernetesObjects.ts";

const CONTEXT = { profile: "prod", params: {} } as const;
const NAME = "kubernetes.io/metadata.name";
const named = (name: string): Plain => ({ matchLabels: { [NAME]: name } });
const DB: Plain = { namespaceSelector: named("data"), podSelector: { matchLabels: { app: "db" } } };
const KUBE_DNS: Plain = { namespaceSelector: named("kube-system"), podSelector: { matchLabels: { "k8s-app": "kube-dns" } } };
const DNS_PORTS = [
  { protocol: "UDP", port: 53 },
  { protocol: "TCP", port: 53 },
];
const block = (cidr: Plain, ...except: readonly string[]): Plain => ({
  ipBlock: except.length === 0 ? { cidr } : { cidr, except },
});

/** The known-good policy, with its egress or ingress rules replaced. */
const policy = ({ ingress, egress }: { readonly ingress?: Plain; readonly egress?: Plain }): Plain => ({
  podSelector: { matchLabels: { app: "web" } },
  policyTypes: ["Ingress", "Egress"],
  ingress: ingress ?? [{ from: [DB], ports: [{ port: 8080 }] }],
  egress: egress ?? [
    { to: [DB], ports: [{ port: 5432 }] },
    { to: [KUBE_DNS], ports: DNS_PORTS },
  ],
});
const to = (...peers: readonly Plain[]): Plain => policy({ egress: [{ to: peers, ports: [{ port: 443 }] }] });

function check(rule: ResourceRule, spec: Plain, annotations?: Readonly<Record<string, string>>): readonly string[] {
  return rule
    .check(networkPolicyObject("shop/web", spec, annotations), CONTEXT)
    .map(({ verdict, message }) => `${verdict}: ${message}`);
}

const RULES = [netpolDns, netpolEgressOpen, netpolEmptyPeer, netpolMetadataAddress, netpolPortless, netpolSelector];

describe.each(RULES.map((rule) => [rule.name, rule] as const))("%s", (_name, rule) => {
  it("passes the known-good policy and a default deny", () => {
    expect(check(rule, policy({}))).toEqual([]);
    expect(check(rule, { podSelector: {}, policyTypes: ["Ingress", "Egress"] })).toEqual([]);
  });
  it("is about NetworkPolicies", () => {
    expect(rule.appliesTo(networkPolicyObject("shop/web", policy({})))).toBe(true);
    expect(rule.appliesTo(workloadObject({ key: "shop/web" }))).toBe(false);
  });
  it("cannot judge a spec that is not known, and refuses one that is a list", () => {
    expect(check(rule, UNKNOWN)).toContain("unknown: NetworkPolicy shop/web: spec is not known before deployment");
    expect(check(rule, [])).toContain("fail: NetworkPolicy shop/web: spec is []; allowed is an object");
  });
});

describe("netpol-empty-peer [P-44]", () => {
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

describe("netpol-egress-open [P-44]", () => {
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

describe("netpol-metadata-address [P-44]", () => {
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

describe("netpol-portless [P-44]", () => {
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

describe("netpol-selector [S-32]", () => {
  const mutable = `fail: NetworkPolicy shop/web: spec.ingress[0].from[0].namespaceSelector does not name namespaces by ${NAME}; allowed: that label with exact values`;
  const from = (namespaceSelector: Plain): Plain =>
    policy({ ingress: [{ from: [{ namespaceSelector, podSelector: { matchLabels: { app: "db" } } }], ports: [{ port: 80 }] }] });
  it.each<[string, Plain, readonly string[]]>([
    ["a label anybody may set", from({ matchLabels: { name: "data" } }), [mutable]],
    ["an empty selector", from({}), [mutable]],
    ["the name negated", from({ matchExpressions: [{ key: NAME, operator: "NotIn", values: ["kube-system"] }] }), [mutable]],
    ["the name present", from({ matchExpressions: [{ key: NAME, operator: "Exists" }] }), [mutable]],
    [
      "a label not known yet",
      from({ matchLabels: { team: UNKNOWN } }),
      [
        'unknown: NetworkPolicy shop/web: spec.ingress[0].from[0].namespaceSelector.matchLabels["team"] is not known before deployment',
      ],
    ],
  ])("warns of %s", (_case, spec, expected) => {
    expect(check(netpolSelector, spec)).toEqual(expected);
  });
  it("passes exact names, alone or narrowed", () => {
    expect(check(netpolSelector, from({ matchExpressions: [{ key: NAME, operator: "In", values: ["a", "b"] }] }))).toEqual([]);
    expect(check(netpolSelector, from({ matchLabels: { [NAME]: "data", team: "x" } }))).toEqual([]);
    expect(check(netpolSelector, policy({ ingress: [{ from: [{ podSelector: {} }] }] }))).toEqual([]);
  });
});

describe("netpol-dns [S-75] [S-32]", () => {
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
