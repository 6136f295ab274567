import { describe, expect, it } from "vitest";
import type { ReportOptions } from "../../../../policy/lib/reachability.ts";
import { describeReported } from "../../../../policy/lib/reachability/ports.ts";
import type { Plain, PolicyResource } from "../../../../policy/lib/verdict.ts";
import { namespaceObject, networkPolicyObject, workloadObject } from "../../../support/kubernetesObjects.ts";
import { connectionsOf } from "./connections.ts";

/**
 * The fixture: a web Deployment that listens on TCP 80 (named http) and UDP 53 (named dns), a client in the same namespace and
 * one in another. Each case adds policies and lists who reaches web.
 */
const WEB = workloadObject({
  key: "shop/web",
  labels: { app: "web", tier: "front" },
  ports: [
    { name: "http", containerPort: 80 },
    { name: "dns", containerPort: 53, protocol: "UDP" },
  ],
});
const CLIENT = workloadObject({ key: "shop/client", labels: { app: "client", tier: "back" } });
const OTHER = workloadObject({ key: "lab/client", labels: { app: "client" } });
const BASE = [
  namespaceObject("shop", { team: "sales" }),
  namespaceObject("lab", { team: "science", stage: "test" }),
  WEB,
  CLIENT,
  OTHER,
];

const ALL = "every port";
const FROM_CLIENT = { from: [{ podSelector: { matchLabels: { app: "client" } } }] };

/** The connections as `from -> to: ports`, without the addresses. */
function reach(objects: readonly PolicyResource[], options: ReportOptions = {}): readonly string[] {
  return connectionsOf(objects, options)
    .filter(({ from, to }) => !`${from}${to}`.includes("/0") && from.includes("[") && to.includes("["))
    .map(({ from, to, ports }) => `${from} -> ${to}: ${describeReported(ports)}`);
}

/** Who reaches web, by short name, under these specs of policies that stand in namespace shop. */
function reachesWeb(...specs: readonly Plain[]): Readonly<Record<string, string>> {
  const policies = specs.map((spec, at) => networkPolicyObject(`shop/p${at}`, spec));
  const rows = connectionsOf([...BASE, ...policies]).filter(({ to, from }) => to === "shop/web[Deployment]" && from !== to);
  return Object.fromEntries(rows.map(({ from, ports }) => [from.replace("[Deployment]", ""), describeReported(ports)]));
}

const onWeb = (rest: Record<string, Plain>): Plain => ({ podSelector: { matchLabels: { app: "web" } }, ...rest });
const EVERYBODY = { "0.0.0.0/0": ALL, "lab/client": ALL, "shop/client": ALL };

describe("isolation", () => {
  it.each<[string, readonly Plain[], Readonly<Record<string, string>>]>([
    ["no policy: everything reaches everything", [], EVERYBODY],
    ["no policyTypes: ingress is isolated", [onWeb({})], {}],
    [
      "no policyTypes and no egress rules: egress of the client stays open",
      [{ podSelector: { matchLabels: { app: "client" } } }],
      EVERYBODY,
    ],
    [
      "no policyTypes but egress rules: egress of the client is isolated too",
      [{ podSelector: { matchLabels: { app: "client" } }, egress: [{ ports: [{ port: 81 }] }] }],
      { "0.0.0.0/0": ALL, "lab/client": ALL, "shop/client": "TCP 81" },
    ],
    ["an empty policyTypes list is an absent one", [onWeb({ policyTypes: [] })], {}],
    [
      "policyTypes Egress alone leaves ingress open, whatever ingress says",
      [onWeb({ policyTypes: ["Egress"], ingress: [] })],
      EVERYBODY,
    ],
    [
      "policyTypes Ingress alone ignores egress rules",
      [{ podSelector: {}, policyTypes: ["Ingress"], ingress: [{}], egress: [{ ports: [{ port: 1 }] }] }],
      EVERYBODY,
    ],
    [
      "an empty podSelector selects every pod of its namespace, and no other",
      [{ podSelector: {}, policyTypes: ["Egress"] }],
      { "0.0.0.0/0": ALL, "lab/client": ALL },
    ],
    ["an absent podSelector is an empty one", [{ policyTypes: ["Egress"] }], { "0.0.0.0/0": ALL, "lab/client": ALL }],
    ["ingress: [] allows nothing", [onWeb({ ingress: [] })], {}],
    ["ingress: null allows nothing", [onWeb({ ingress: null })], {}],
    ["ingress: [{}] allows everything", [onWeb({ ingress: [{}] })], EVERYBODY],
    [
      "from: [] allows every peer",
      [onWeb({ ingress: [{ from: [], ports: [{ port: 80 }] }] })],
      { "0.0.0.0/0": "TCP 80", "lab/client": "TCP 80", "shop/client": "TCP 80" },
    ],
    [
      "an absent from allows every peer",
      [onWeb({ ingress: [{ ports: [{ port: 80 }] }] })],
      { "0.0.0.0/0": "TCP 80", "lab/client": "TCP 80", "shop/client": "TCP 80" },
    ],
    ["ports: [] allows every port", [onWeb({ ingress: [{ ...FROM_CLIENT, ports: [] }] })], { "shop/client": ALL }],
    [
      "several policies add up",
      [
        onWeb({ ingress: [{ ...FROM_CLIENT, ports: [{ port: 80 }] }] }),
        onWeb({ ingress: [{ ...FROM_CLIENT, ports: [{ port: 81 }] }] }),
      ],
      { "shop/client": "TCP 80-81" },
    ],
    [
      "a default deny beside an allow takes nothing away",
      [{ podSelector: {}, policyTypes: ["Ingress"] }, onWeb({ ingress: [FROM_CLIENT] })],
      { "shop/client": ALL },
    ],
    [
      "both directions must agree",
      [
        onWeb({ ingress: [{ ...FROM_CLIENT, ports: [{ port: 80 }, { port: 443 }] }] }),
        {
          podSelector: { matchLabels: { app: "client" } },
          policyTypes: ["Egress"],
          egress: [{ ports: [{ port: 443 }, { port: 8443 }] }],
        },
      ],
      { "shop/client": "TCP 443" },
    ],
    [
      "egress alone does not open a closed ingress",
      [
        onWeb({ policyTypes: ["Ingress"] }),
        { podSelector: { matchLabels: { app: "client" } }, policyTypes: ["Egress"], egress: [{}] },
      ],
      {},
    ],
  ])("%s", (_case, specs, expected) => {
    expect(reachesWeb(...specs)).toEqual(expected);
  });
});

describe("peers", () => {
  const from = (peer: Plain): Plain => onWeb({ ingress: [{ from: [peer] }] });
  it.each<[string, Plain, readonly string[]]>([
    [
      "podSelector alone: pods of the policy's own namespace",
      { podSelector: { matchLabels: { app: "client" } } },
      ["shop/client"],
    ],
    ["an empty podSelector: every pod of the own namespace", { podSelector: {} }, ["shop/client"]],
    [
      "namespaceSelector alone: every pod of the namespaces",
      { namespaceSelector: { matchLabels: { team: "science" } } },
      ["lab/client"],
    ],
    ["an empty namespaceSelector: every pod of every namespace", { namespaceSelector: {} }, ["lab/client", "shop/client"]],
    [
      "the automatic name label",
      { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "lab" } } },
      ["lab/client"],
    ],
    [
      "both selectors in one peer: both must match",
      { namespaceSelector: { matchLabels: { team: "science" } }, podSelector: { matchLabels: { tier: "back" } } },
      [],
    ],
    [
      "matchLabels and matchExpressions must both hold",
      { podSelector: { matchLabels: { app: "client" }, matchExpressions: [{ key: "tier", operator: "Exists" }] } },
      ["shop/client"],
    ],
    ["In", { podSelector: { matchExpressions: [{ key: "tier", operator: "In", values: ["back", "middle"] }] } }, ["shop/client"]],
    [
      "NotIn holds without the label too",
      { namespaceSelector: {}, podSelector: { matchExpressions: [{ key: "tier", operator: "NotIn", values: ["back"] }] } },
      ["lab/client"],
    ],
    ["Exists", { namespaceSelector: { matchExpressions: [{ key: "stage", operator: "Exists" }] } }, ["lab/client"]],
    ["DoesNotExist", { namespaceSelector: { matchExpressions: [{ key: "stage", operator: "DoesNotExist" }] } }, ["shop/client"]],
    ["an ipBlock matches no pod under Cilium's reading", { ipBlock: { cidr: "0.0.0.0/0" } }, ["0.0.0.0/0"]],
  ])("%s", (_case, peer, expected) => {
    expect(Object.keys(reachesWeb(from(peer))).sort()).toEqual([...expected]);
  });

  it("are alternatives when they are separate entries of the list", () => {
    const peers = [
      { namespaceSelector: { matchLabels: { team: "science" } } },
      { podSelector: { matchLabels: { tier: "back" } } },
    ];
    expect(Object.keys(reachesWeb(onWeb({ ingress: [{ from: peers }] })))).toEqual(["lab/client", "shop/client"]);
  });
});

describe("ports", () => {
  it.each<[string, Plain, string | undefined]>([
    ["TCP by default", [{ port: 80 }], "TCP 80"],
    ["UDP", [{ protocol: "UDP", port: 53 }], "UDP 53"],
    ["SCTP", [{ protocol: "SCTP", port: 3868 }], "SCTP 3868"],
    ["a protocol alone opens all of its ports", [{ protocol: "UDP" }], "every UDP port"],
    ["an empty entry opens all of TCP", [{}], "every TCP port"],
    ["endPort opens a range, both ends included", [{ port: 8000, endPort: 8010 }], "TCP 8000-8010"],
    ["a range of one", [{ port: 80, endPort: 80 }], "TCP 80"],
    ["touching ranges become one", [{ port: 80 }, { port: 81, endPort: 90 }], "TCP 80-90"],
    ["a name means the destination's container port", [{ port: "http" }], "TCP 80"],
    ["a name counts only with its protocol", [{ port: "dns" }], undefined],
    ["a name with its protocol", [{ protocol: "UDP", port: "dns" }], "UDP 53"],
    ["a name that the destination has not opens nothing", [{ port: "grpc" }], undefined],
  ])("%s", (_case, ports, expected) => {
    expect(reachesWeb(onWeb({ ingress: [{ ...FROM_CLIENT, ports }] }))["shop/client"]).toBe(expected);
  });

  it("of an egress rule are named by the destination, not by the source", () => {
    const egress = {
      podSelector: { matchLabels: { app: "client" } },
      policyTypes: ["Egress"],
      egress: [{ ports: [{ port: "http" }] }],
    };
    expect(reachesWeb(egress)["shop/client"]).toBe("TCP 80");
  });
});

describe("addresses", () => {
  const addresses = (egress: Plain): Readonly<Record<string, string>> => {
    const objects = [
      workloadObject({ key: "shop/web" }),
      networkPolicyObject("shop/p", { podSelector: {}, policyTypes: ["Ingress", "Egress"], egress }),
    ];
    return Object.fromEntries(connectionsOf(objects).map(({ to, ports }) => [to, describeReported(ports)]));
  };
  it.each<[string, Plain, Readonly<Record<string, string>>]>([
    ["one block", [{ to: [{ ipBlock: { cidr: "10.0.0.0/8" } }] }], { "10.0.0.0/8": ALL }],
    ["host bits are ignored", [{ to: [{ ipBlock: { cidr: "10.1.2.3/8" } }] }], { "10.0.0.0/8": ALL }],
    [
      "except cuts a hole",
      [{ to: [{ ipBlock: { cidr: "10.0.0.0/30", except: ["10.0.0.1/32"] } }] }],
      { "10.0.0.0/32": ALL, "10.0.0.2/31": ALL },
    ],
    [
      "another rule fills the hole",
      [{ to: [{ ipBlock: { cidr: "10.0.0.0/30", except: ["10.0.0.1/32"] } }] }, { to: [{ ipBlock: { cidr: "10.0.0.1/32" } }] }],
      { "10.0.0.0/30": ALL },
    ],
    ["halves join", [{ to: [{ ipBlock: { cidr: "0.0.0.0/1" } }, { ipBlock: { cidr: "128.0.0.0/1" } }] }], { "0.0.0.0/0": ALL }],
    [
      "every printed CIDR has the same ports throughout",
      [
        { to: [{ ipBlock: { cidr: "10.0.0.0/30" } }], ports: [{ port: 80 }] },
        { to: [{ ipBlock: { cidr: "10.0.0.0/31" } }], ports: [{ port: 443 }] },
      ],
      { "10.0.0.0/31": "TCP 80, TCP 443", "10.0.0.2/31": "TCP 80" },
    ],
    ["IPv6", [{ to: [{ ipBlock: { cidr: "2001:db8::/32", except: ["2001:db8::/33"] } }] }], { "2001:db8:8000::/33": ALL }],
    [
      "an open rule holds both families once IPv6 is mentioned",
      [{}, { to: [{ ipBlock: { cidr: "fd00::/8" } }] }],
      { "0.0.0.0/0": ALL, "::/0": ALL },
    ],
    ["a named port means nothing on an address", [{ to: [{ ipBlock: { cidr: "10.0.0.0/8" } }], ports: [{ port: "http" }] }], {}],
  ])("%s", (_case, egress, expected) => {
    expect(addresses(egress)).toEqual(expected);
  });
});

describe("ipBlock against pod addresses", () => {
  const policies = (cidr: string): readonly PolicyResource[] => [
    networkPolicyObject("shop/web", onWeb({ ingress: [{ from: [{ ipBlock: { cidr } }], ports: [{ port: 80 }] }] })),
    networkPolicyObject("lab/client", {
      podSelector: {},
      policyTypes: ["Egress"],
      egress: [{ to: [{ ipBlock: { cidr: "10.0.0.0/8" } }] }],
    }),
  ];
  const pair = "lab/client[Deployment] -> shop/web[Deployment]: TCP 80";

  it("matches pods under the reading of Calico and the VPC CNI, where it holds addresses a pod may have", () => {
    expect(reach([...BASE, ...policies("10.20.0.0/16")], { ipBlockMatchesPods: true })).toContain(pair);
  });
  it("matches pods that a port is named on", () => {
    const objects = [
      ...BASE,
      networkPolicyObject("lab/client", {
        podSelector: {},
        policyTypes: ["Egress"],
        egress: [{ to: [{ ipBlock: { cidr: "10.0.0.0/8" } }], ports: [{ port: "http" }] }],
      }),
    ];
    expect(reach(objects, { ipBlockMatchesPods: true })).toContain(pair);
  });
  it("matches no pod under the reading of Cilium", () => {
    expect(reach([...BASE, ...policies("10.20.0.0/16")])).not.toContain(pair);
  });
  it("matches no pod when it holds no address a pod may have", () => {
    expect(reach([...BASE, ...policies("203.0.113.0/24")], { ipBlockMatchesPods: true })).not.toContain(pair);
    expect(reach([...BASE, ...policies("10.20.0.0/16")], { ipBlockMatchesPods: true, podCidrs: ["10.0.0.0/16"] })).not.toContain(
      pair,
    );
  });
});

describe("hostNetwork", () => {
  const agent = workloadObject({ key: "shop/agent", kind: "DaemonSet", labels: { app: "agent" }, hostNetwork: true });
  const deny = networkPolicyObject("shop/deny", { podSelector: {}, policyTypes: ["Ingress", "Egress"] });
  const rows = (objects: readonly PolicyResource[], options: ReportOptions = {}): readonly string[] =>
    reach([WEB, CLIENT, agent, ...objects], options).filter((row) => row.includes("agent"));

  it("pods are held by no policy: they reach the internet under a default deny", () => {
    expect(connectionsOf([agent, deny]).map(({ from, to }) => `${from} -> ${to}`)).toContain(
      "shop/agent[DaemonSet] -> 0.0.0.0/0",
    );
  });
  it("pods are not matched by selectors, in either direction", () => {
    const open = networkPolicyObject(
      "shop/open",
      onWeb({ ingress: [{ from: [{ podSelector: {} }] }], egress: [{ to: [{ podSelector: {} }] }] }),
    );
    expect(rows([deny, open])).toEqual(["shop/agent[DaemonSet] -> shop/agent[DaemonSet]: every port"]);
  });
  it("pods are matched by a block that holds a node's address", () => {
    const nodes = networkPolicyObject(
      "shop/nodes",
      onWeb({ ingress: [{ from: [{ ipBlock: { cidr: "10.0.0.0/8" } }], ports: [{ port: 80 }] }] }),
    );
    expect(rows([deny, nodes], { nodeCidrs: ["10.9.0.0/16"] })).toContain(
      "shop/agent[DaemonSet] -> shop/web[Deployment]: TCP 80",
    );
    expect(rows([deny, nodes], { nodeCidrs: ["192.168.0.0/16"] })).not.toContain(
      "shop/agent[DaemonSet] -> shop/web[Deployment]: TCP 80",
    );
  });
  it("pods of the cluster without policies reach them and are reached", () => {
    expect(rows([])).toContain("shop/web[Deployment] -> shop/agent[DaemonSet]: every port");
    expect(rows([])).toContain("shop/agent[DaemonSet] -> shop/web[Deployment]: every port");
  });
});
