import { describe, expect, it } from "vitest";
import type { ClusterPeers } from "../../../components/shared/cluster.ts";
import { describeProblem } from "../../../components/shared/problem.ts";
import {
  tcp,
  udp,
  workload,
  type Endpoint,
  type Flow,
  type FlowGraph,
  type WorkloadNode,
} from "../../../components/flow/graph.ts";
import { withImplicitDns } from "../../../components/flow/implicitDns.ts";
import { validateGraph } from "../../../components/flow/validate.ts";
import { edge, FACTS, GATEWAY, GOOD, node, PLAIN, TLS, TOOL, VALKEY, WHY } from "./graphFixture.ts";

const G = "gateway/precinct-gateway";
const V = "data/valkey";

function problems(graph: FlowGraph, options: { plainRefused?: boolean; peers?: ClusterPeers } = {}): readonly string[] {
  return validateGraph(graph, { plainRefused: true, peers: FACTS.peers, ...options }).map(describeProblem);
}

function withFlow(flow: Flow): FlowGraph {
  return { ...GOOD, flows: [...GOOD.flows, flow] };
}

function withNodes(...nodes: readonly WorkloadNode[]): FlowGraph {
  return { ...GOOD, nodes };
}

/** The gateway calls an end over TLS. */
function calls(to: Endpoint, change: Partial<Flow> = {}): FlowGraph {
  return withFlow({ from: workload(G), to, ports: [tcp(443)], authentication: TLS, purpose: "test traffic", ...change });
}

function cidr(text: string, change: Partial<Extract<Endpoint, { kind: "cidr" }>> = {}): Endpoint {
  return { kind: "cidr", cidr: text, ...change };
}

function issued(change: Partial<NonNullable<WorkloadNode["identity"]>>): FlowGraph {
  const identity = { path: "/ns/data/sa/valkey", dnsNames: [], federatesWith: [], ...change };
  return withNodes(GATEWAY, node(V, 6380, { identity }), TOOL);
}

describe("a graph without problems", () => {
  it.each<[string, FlowGraph]>([
    ["three workloads over SPIFFE", GOOD],
    ["with its DNS edges", withImplicitDns(GOOD)],
    ["the API server on its port", calls({ kind: "kubeApi" }, { ports: [tcp(6443)] })],
    ["a webhook", withFlow(edge("tools/s3-mcp-server", G, 9443, { from: { kind: "apiServerToWebhook" }, authentication: TLS }))],
    ["a scrape", withFlow(edge("tools/s3-mcp-server", G, 9443, { from: { kind: "prometheus" }, authentication: PLAIN }))],
    ["ingress", withFlow(edge("tools/s3-mcp-server", G, 9443, { from: { kind: "ingressController" }, authentication: PLAIN }))],
    ["clients through a node port, with SVIDs", withFlow({ ...edge(G, G, 9443), from: { kind: "nodes" } })],
    [
      "a client namespace over SPIFFE",
      withFlow({ ...edge(G, G, 9443), from: { kind: "labelledNamespaces", namespaceLabels: { a: "b" }, why: WHY } }),
    ],
    [
      "credentials from a cloud edge",
      calls({ kind: "cloudCredentials", address: "169.254.170.23" }, { ports: [tcp(80)], authentication: PLAIN }),
    ],
    [
      "IPv6 credentials from a cloud edge",
      calls({ kind: "cloudCredentials", address: "fd00:ec2::23" }, { ports: [tcp(80)], authentication: PLAIN }),
    ],
    ["a /17 without reason", calls(cidr("10.0.0.0/17"))],
    ["an IPv6 /49 without reason", calls(cidr("2001:db8::/49"))],
    ["a /16 with a reason", calls(cidr("10.0.0.0/16", { why: WHY }))],
    [
      "the internet with a reason and without metadata",
      calls(cidr("0.0.0.0/0", { why: WHY, except: ["10.0.0.0/8", "169.254.0.0/16", "168.63.129.16/32"] })),
    ],
    [
      "a second edge between the same ends on another port",
      {
        ...withNodes({ ...VALKEY, ports: [...VALKEY.ports, { name: "metrics", port: 9121, protocol: "TCP" }] }, GATEWAY, TOOL),
        flows: [...GOOD.flows, edge(G, V, 9121)],
      },
    ],
    [
      "the same number over UDP and TCP",
      {
        ...withNodes({ ...VALKEY, ports: [...VALKEY.ports, { name: "udp", port: 6380, protocol: "UDP" }] }, GATEWAY, TOOL),
        flows: [...GOOD.flows, edge(G, V, 6380, { ports: [udp(6380)] })],
      },
    ],
    ["a target on the host network", { ...GOOD, nodes: [GATEWAY, { ...VALKEY, hostNetwork: true }, TOOL] }],
  ])("%s", (_, graph) => {
    expect(problems(graph)).toEqual([]);
  });

  it("DNS may be answered at the metadata address: port 53 serves no credentials", () => {
    const peers = { ...FACTS.peers, dns: { pods: [], cidrs: ["169.254.169.254/32"] } };
    expect(problems(withImplicitDns(GOOD), { peers })).toEqual([]);
  });
});

describe("nodes", () => {
  it.each<[string, FlowGraph, string]>([
    [
      "unknown node",
      withFlow(edge(G, "data/keydb", 6380)),
      `flow ${G} -> data/keydb: no workload data/keydb in the graph; every end of a flow stands for pods or addresses; add the workload or correct the key`,
    ],
    [
      "duplicate key",
      withNodes(...GOOD.nodes, { ...VALKEY, identity: undefined }),
      `workload ${V}: is in the graph more than once; a key names one workload; rename one of them`,
    ],
    [
      "duplicate namespace",
      { ...GOOD, namespaces: ["data", ...GOOD.namespaces] },
      "namespace data: is listed more than once; a namespace is listed once; remove the repetition",
    ],
    [
      "namespace not in the graph",
      { ...GOOD, namespaces: ["data", "gateway"] },
      "workload tools/s3-mcp-server: is in namespace tools, which the graph does not have; every workload is in a namespace where deny is the default; add tools to the namespaces",
    ],
    [
      "key that is not namespace/name",
      withNodes(...GOOD.nodes, { ...node("tools/other", 1), key: "tools/another" }),
      "workload tools/another: is other in namespace tools; a key is namespace/name; write tools/other",
    ],
    [
      "overlapping selectors",
      withNodes(...GOOD.nodes, node("data/cache", 1, { podLabels: { ...VALKEY.podLabels, tier: "cache" } })),
      "workload data/valkey: its selector {app.kubernetes.io/name=valkey} also selects the pods of data/cache; a selector selects the pods of one workload; give the pods a label of their own",
    ],
    [
      "pods without labels",
      withNodes(GATEWAY, { ...VALKEY, podLabels: {} }, TOOL),
      `flow ${G} -> ${V}: the pods of ${V} carry no labels; every end of a flow stands for pods or addresses; give the workload pod labels`,
    ],
  ])("%s", (_, graph, message) => {
    expect(problems(graph)).toEqual([message]);
  });
});

describe("ends", () => {
  const duplicate = (port: string): string =>
    `flow ${G} -> ${V}: declares ${port} more than once; one edge for each pair of ends and port; remove one of them`;
  const resolves = (ends: string, rest: string): string =>
    `flow ${ends}: ${rest.replace(";", "; every end of a flow stands for pods or addresses;")}`;
  const direction =
    "a flow goes from the end that opens the connection to the end that accepts it; swap the ends or choose another peer";
  const without = (name: "ingressController" | "prometheus"): { peers: ClusterPeers } => ({
    peers: { ...FACTS.peers, [name]: undefined },
  });

  it.each<[string, FlowGraph, string, { peers: ClusterPeers }?]>([
    ["the same edge twice", withFlow(edge(G, V, 6380)), duplicate("6380/TCP")],
    [
      "the same port twice in one edge",
      { ...GOOD, flows: [edge(G, V, 6380, { ports: [tcp(6380), { port: 6380 }] })] },
      duplicate("6380/TCP"),
    ],
    [
      "a port inside the range of another edge",
      {
        ...withNodes(
          GATEWAY,
          { ...VALKEY, ports: [6380, 6381].map((port) => ({ name: `p${port}`, port, protocol: "TCP" as const })) },
          TOOL,
        ),
        flows: [edge(G, V, 6380, { ports: [{ port: 6380, endPort: 6381 }] }), edge(G, V, 6381)],
      },
      duplicate("6381/TCP"),
    ],
    [
      "blank purpose",
      { ...GOOD, flows: [edge(G, V, 6380, { purpose: " " })] },
      `flow ${G} -> ${V}: has no purpose; every flow says what it is for; write one short sentence`,
    ],
    [
      "from a peer to a peer",
      withFlow({ ...edge(G, V, 6443), from: { kind: "prometheus" }, to: { kind: "kubeApi" }, authentication: TLS }),
      "flow prometheus -> kubeApi: goes from a peer to a peer; at least one end is a workload; name the workload",
    ],
    [
      "to itself",
      withFlow(edge(G, G, 9443)),
      `flow ${G} -> ${G}: goes from a workload to itself; two different ends; remove the flow`,
    ],
    [
      "from a peer that only answers",
      withFlow({ ...edge(G, G, 9443), from: { kind: "dns" }, authentication: TLS }),
      `flow dns -> ${G}: dns never opens a connection to a workload; ${direction}`,
    ],
    [
      "to a peer that only calls",
      calls({ kind: "apiServerToWebhook" }),
      `flow ${G} -> apiServerToWebhook: apiServerToWebhook is where calls come from, not an address to call; ${direction}`,
    ],
    [
      "a cluster without ingress controller",
      withFlow({ ...edge(G, G, 9443), from: { kind: "ingressController" } }),
      resolves(
        `ingressController -> ${G}`,
        "the cluster has no ingressController; set the cluster's ingressController peer or remove the flow",
      ),
      without("ingressController"),
    ],
    [
      "a cluster without Prometheus",
      withFlow({ ...edge(G, G, 9443), from: { kind: "prometheus" }, authentication: PLAIN }),
      resolves(`prometheus -> ${G}`, "the cluster has no prometheus; set the cluster's prometheus peer or remove the flow"),
      without("prometheus"),
    ],
    [
      "Prometheus without pod labels",
      withFlow({ ...edge(G, G, 9443), from: { kind: "prometheus" }, authentication: PLAIN }),
      resolves(
        `prometheus -> ${G}`,
        "the cluster's prometheus peer has no pod labels; give the prometheus peer the labels of its pods",
      ),
      { peers: { ...FACTS.peers, prometheus: { namespace: "monitoring", podLabels: {} } } },
    ],
    [
      "a cluster without API server addresses",
      calls({ kind: "kubeApi" }, { ports: [tcp(6443)] }),
      resolves(`${G} -> kubeApi`, "the addresses of the cluster's API server are not known; set the cluster's API server CIDRs"),
      { peers: { ...FACTS.peers, kubeApi: { cidrs: [], ports: [6443] } } },
    ],
    [
      "a cluster that does not know where webhooks are called from",
      withFlow({ ...edge(G, G, 9443), from: { kind: "apiServerToWebhook" }, authentication: TLS }),
      resolves(
        `apiServerToWebhook -> ${G}`,
        "it is not known where the API server calls webhooks from; set the cluster's webhook caller CIDRs or pods",
      ),
      { peers: { ...FACTS.peers, apiServerToWebhook: { cidrs: [], pods: [] } } },
    ],
    [
      "a cluster without node addresses",
      withFlow({ ...edge(G, G, 9443), from: { kind: "nodes" } }),
      resolves(`nodes -> ${G}`, "the cluster's node addresses are not known; set the cluster's node CIDRs"),
      { peers: { ...FACTS.peers, nodes: { cidrs: [] } } },
    ],
    [
      "a cluster without DNS",
      calls({ kind: "dns" }, { ports: [udp(53)] }),
      resolves(`${G} -> dns`, "the cluster has no DNS pods (with labels) and no DNS address; set the cluster's DNS peers"),
      { peers: { ...FACTS.peers, dns: { pods: [], cidrs: [] } } },
    ],
    [
      "a host network target in a cluster without node addresses",
      { ...GOOD, nodes: [GATEWAY, { ...VALKEY, hostNetwork: true }, TOOL] },
      resolves(
        `${G} -> ${V}`,
        `${V} runs on the host network and the cluster's node addresses are not known; set the cluster's node CIDRs`,
      ),
      { peers: { ...FACTS.peers, nodes: { cidrs: [] } } },
    ],
    [
      "a cloud service without addresses",
      calls({ kind: "cloudService", name: "s3", cidrs: [], why: WHY }),
      resolves(`${G} -> cloudService s3`, "cloud service s3 has no CIDRs; name the addresses the service is reached at"),
    ],
    [
      "an external host without addresses",
      calls({ kind: "externalHost", host: "api.example.com", cidrs: [], why: WHY }),
      resolves(
        `${G} -> externalHost api.example.com`,
        "external host api.example.com has no CIDRs; name the addresses the host is reached at",
      ),
    ],
    [
      "foreign pods without labels",
      calls({ kind: "foreignPods", namespace: "vault", podLabels: {}, why: WHY }),
      resolves(`${G} -> pods vault {}`, "no labels choose the pods in namespace vault; name the labels of the pods"),
    ],
    [
      "client namespaces without labels",
      withFlow({ ...edge(G, G, 9443), from: { kind: "labelledNamespaces", namespaceLabels: {}, why: WHY } }),
      resolves(`namespaces {} -> ${G}`, "no labels choose the namespaces; name the label by which namespaces opt in"),
    ],
  ])("%s", (_, graph, message, options) => {
    expect(problems(graph, options)).toEqual([message]);
  });

  const unselectable =
    "which a NetworkPolicy does not select; at least one end is a workload with a pod network; take the workload off the host network, or remove the flow: no policy stands in its way";
  it("explains that no policy holds a flow with both ends on the host network", () => {
    const graph = { ...GOOD, nodes: [{ ...GATEWAY, hostNetwork: true }, { ...VALKEY, hostNetwork: true }, TOOL] };
    expect(problems(graph)).toEqual([`flow ${G} -> ${V}: ${G} and ${V} run on the host network, ${unselectable}`]);
  });

  it("explains that no policy holds a flow from the host network to a peer", () => {
    const agent = node("tools/agent", 1, { hostNetwork: true });
    const flow: Flow = {
      from: workload("tools/agent"),
      to: { kind: "kubeApi" },
      ports: [tcp(6443)],
      authentication: TLS,
      purpose: "watch pods",
    };
    expect(problems({ ...withFlow(flow), nodes: [...GOOD.nodes, agent] })).toEqual([
      `flow tools/agent -> kubeApi: tools/agent runs on the host network, ${unselectable}`,
    ]);
  });
});

describe("ports", () => {
  const range = "whole numbers from 1 to 65535, the last not below the first; correct the port";
  it.each<[string, Flow["ports"], string]>([
    ["none", [], "has no ports; at least one port: none would allow all of them; name the ports"],
    [
      "a port the target does not listen on",
      [tcp(6379)],
      `no container of ${V} listens on 6379/TCP; it listens on 6380/TCP; name one of its ports, or add the port to the workload`,
    ],
    [
      "the right number over another protocol",
      [udp(6380)],
      `no container of ${V} listens on 6380/UDP; it listens on 6380/TCP; name one of its ports, or add the port to the workload`,
    ],
    [
      "a range the target listens on in part",
      [{ port: 6380, endPort: 6382 }],
      `no container of ${V} listens on 6380-6382/TCP; it listens on 6380/TCP; name one of its ports, or add the port to the workload`,
    ],
    ["zero", [tcp(0)], `0/TCP is not a port or a range; ${range}`],
    ["above the last", [tcp(65_536)], `65536/TCP is not a port or a range; ${range}`],
    ["a fraction", [tcp(1.5)], `1.5/TCP is not a port or a range; ${range}`],
    ["not a number", [tcp(Number.NaN)], `NaN/TCP is not a port or a range; ${range}`],
    ["a range backwards", [{ port: 6380, endPort: 6379 }], `6380-6379/TCP is not a port or a range; ${range}`],
    ["a range beyond the last", [{ port: 6380, endPort: 70_000 }], `6380-70000/TCP is not a port or a range; ${range}`],
  ])("%s", (_, ports, message) => {
    expect(problems({ ...GOOD, flows: [edge(G, V, 6380, { ports })] })).toEqual([`flow ${G} -> ${V}: ${message}`]);
  });

  it("a Service port in the place of a container port", () => {
    expect(problems(withFlow(edge("tools/s3-mcp-server", G, 443)))).toEqual([
      `flow tools/s3-mcp-server -> ${G}: 443/TCP is a port of Service precinct-gateway, which leads to container port 9443/TCP; a flow names container ports: policies do not see Services; write 9443/TCP`,
    ]);
  });

  it("a target that listens on nothing", () => {
    const graph = withNodes(GATEWAY, { ...VALKEY, ports: [] }, TOOL);
    expect(problems(graph)).toEqual([
      `flow ${G} -> ${V}: no container of ${V} listens on 6380/TCP; it listens on no port; name one of its ports, or add the port to the workload`,
    ]);
  });

  it("a range the target listens on in full", () => {
    const ports = [6380, 6381].map((port) => ({ name: `p${port}`, port, protocol: "TCP" as const }));
    const graph = withNodes(GATEWAY, { ...VALKEY, ports }, TOOL);
    expect(problems({ ...graph, flows: [edge(G, V, 6380, { ports: [{ port: 6380, endPort: 6381 }] })] })).toEqual([]);
  });

  it("the API server and DNS on other ports than theirs", () => {
    const graph = {
      ...GOOD,
      flows: [...calls({ kind: "kubeApi" }).flows, ...calls({ kind: "dns" }, { authentication: PLAIN }).flows.slice(2)],
    };
    expect(problems(graph)).toEqual([
      `flow ${G} -> kubeApi: kubeApi does not listen on 443/TCP; it listens on 6443/TCP; name one of its ports`,
      `flow ${G} -> dns: dns does not listen on 443/TCP; it listens on 53/UDP, 53/TCP; name one of its ports`,
    ]);
  });
});

describe("addresses", () => {
  const notCidr = (text: string): string =>
    `${JSON.stringify(text)} is not a CIDR; an IPv4 or IPv6 network as address/prefix; correct it, for example 10.1.2.0/24`;
  const broad = (text: string, prefix: number): string =>
    `${text} is broad and says no reason; prefixes longer than /${prefix}, or a reason; narrow it or add why`;
  const metadata = (list: string, change: string): string =>
    `reaches ${list}, which can hand out cloud credentials; only a flow made from a cloud edge leads there; ${change}`;

  it.each<[string, Endpoint, string]>([
    ["no prefix", cidr("10.0.0.1"), notCidr("10.0.0.1")],
    ["prefix too long", cidr("10.0.0.0/33"), notCidr("10.0.0.0/33")],
    ["IPv6 prefix too long", cidr("2001:db8::/129"), notCidr("2001:db8::/129")],
    ["leading zeros", cidr("010.0.0.0/24"), notCidr("010.0.0.0/24")],
    ["leading zero in the prefix", cidr("10.0.0.0/024"), notCidr("10.0.0.0/024")],
    ["three parts", cidr("10.0.0/24"), notCidr("10.0.0/24")],
    ["IPv4 inside IPv6", cidr("::ffff:10.0.0.0/120"), notCidr("::ffff:10.0.0.0/120")],
    ["an IPv6 zone", cidr("fe80::%eth0/64"), notCidr("fe80::%eth0/64")],
    ["a name", cidr("example.com/24"), notCidr("example.com/24")],
    [
      "host bits",
      cidr("10.1.2.3/24"),
      "10.1.2.3/24 has bits set after its prefix; a network address; write 10.1.2.0/24, or a longer prefix for fewer addresses",
    ],
    [
      "IPv6 host bits",
      cidr("2001:db8::1/64"),
      "2001:db8::1/64 has bits set after its prefix; a network address; write 2001:db8::/64, or a longer prefix for fewer addresses",
    ],
    ["a /16 without reason", cidr("10.0.0.0/16"), broad("10.0.0.0/16", 16)],
    ["an IPv6 /48 without reason", cidr("2001:db8::/48"), broad("2001:db8::/48", 48)],
    [
      "an exception outside",
      cidr("10.1.0.0/24", { except: ["10.1.1.0/28"] }),
      "except 10.1.1.0/28 is not a part of 10.1.0.0/24; exceptions are smaller networks inside the CIDR; correct or remove the exception",
    ],
    [
      "an exception of everything",
      cidr("10.1.0.0/24", { except: ["10.1.0.0/24"] }),
      "except 10.1.0.0/24 is not a part of 10.1.0.0/24; exceptions are smaller networks inside the CIDR; correct or remove the exception",
    ],
    [
      "an exception of the other family",
      cidr("10.1.0.0/24", { except: ["2001:db8::/64"] }),
      "except 2001:db8::/64 is not a part of 10.1.0.0/24; exceptions are smaller networks inside the CIDR; correct or remove the exception",
    ],
    ["an exception that is no CIDR", cidr("10.1.0.0/24", { except: ["10.1.0.1"] }), notCidr("10.1.0.1")],
    ["the metadata address", cidr("169.254.169.254/32"), metadata("169.254.169.254", "except these addresses")],
    ["the IPv6 metadata address", cidr("fd00:ec2::254/128"), metadata("fd00:ec2::254", "except these addresses")],
    ["Pod Identity by hand", cidr("169.254.170.23/32"), metadata("169.254.170.23", "except these addresses")],
    ["task credentials by hand", cidr("169.254.170.0/29"), metadata("169.254.170.2", "except these addresses")],
    [
      "the internet without exceptions",
      cidr("0.0.0.0/0", { why: WHY }),
      metadata("169.254.169.254, 169.254.169.252, 169.254.170.2, 169.254.170.23, 168.63.129.16", "except these addresses"),
    ],
    [
      "the IPv6 internet without exceptions",
      cidr("::/0", { why: WHY }),
      metadata("fd00:ec2::254, fd00:ec2::23", "except these addresses"),
    ],
    [
      "one exception too few",
      cidr("169.254.160.0/19", { except: ["169.254.169.0/24"] }),
      metadata("169.254.170.2, 169.254.170.23", "except these addresses"),
    ],
    [
      "metadata behind a cloud service",
      { kind: "cloudService", name: "imds", cidrs: ["169.254.0.0/16"], why: WHY },
      metadata("169.254.169.254, 169.254.169.252, 169.254.170.2, 169.254.170.23", "name narrower CIDRs"),
    ],
    [
      "metadata behind a host name",
      { kind: "externalHost", host: "metadata.example", cidrs: ["169.254.169.254/32"], why: WHY },
      metadata("169.254.169.254", "name narrower CIDRs"),
    ],
    [
      "credentials at an unknown address",
      { kind: "cloudCredentials", address: "10.0.0.1" },
      '"10.0.0.1" is not known to serve cloud credentials; 169.254.169.254, 169.254.169.252, 169.254.170.2, 169.254.170.23, 168.63.129.16, fd00:ec2::254, fd00:ec2::23; name one of them',
    ],
  ])("%s", (_, to, message) => {
    const found = problems(calls(to));
    expect(found).toEqual([`flow ${G} -> ${describeTo(to)}: ${message}`]);
  });

  it("the cluster's own addresses are checked too", () => {
    const peers = { ...FACTS.peers, kubeApi: { cidrs: ["10.0.0.1/24"], ports: [6443] }, nodes: { cidrs: ["0.0.0.0/0"] } };
    const graph = calls({ kind: "kubeApi" }, { ports: [tcp(6443)] });
    expect(problems({ ...graph, flows: [...graph.flows, { ...edge(G, G, 9443), from: { kind: "nodes" } }] }, { peers })).toEqual([
      `flow ${G} -> kubeApi: 10.0.0.1/24 has bits set after its prefix; a network address; write 10.0.0.0/24, or a longer prefix for fewer addresses`,
      `flow nodes -> ${G}: ${metadata("169.254.169.254, 169.254.169.252, 169.254.170.2, 169.254.170.23, 168.63.129.16", "name narrower CIDRs")}`,
    ]);
  });
});

function describeTo(to: Endpoint): string {
  if (to.kind === "cidr") return to.except === undefined ? `cidr ${to.cidr}` : `cidr ${to.cidr} except ${to.except.join(", ")}`;
  if (to.kind === "cloudService") return `cloudService ${to.name}`;
  if (to.kind === "externalHost") return `externalHost ${to.host}`;
  return to.kind === "cloudCredentials" ? `cloudCredentials ${to.address}` : to.kind;
}

describe("authentication", () => {
  const single = (change: Partial<Flow>): FlowGraph => ({ ...GOOD, flows: [edge(G, V, 6380, change)] });
  const blank =
    "has a blank reason or reference; a reason says what does not work without the loosening, a reference where that is written; write both";
  const refused = `flow ${G} -> ${V}: is plain between two workloads of the platform; this profile demands authentication inside the platform; choose spiffe, or tls with a reason`;

  it("[P-49] [P-62] plain inside the platform is refused where the profile says so", () => {
    expect(problems(single({ authentication: PLAIN }))).toEqual([refused]);
    expect(problems(single({ authentication: PLAIN }), { plainRefused: false })).toEqual([]);
  });

  it("plain to a peer outside the platform is not refused", () => {
    expect(problems(calls(cidr("10.9.0.0/24"), { authentication: PLAIN }))).toEqual([]);
  });

  it("tls with a reason is accepted inside the platform", () => {
    expect(problems(single({ authentication: TLS }))).toEqual([]);
  });

  it.each<[string, FlowGraph, string]>([
    ["source without identity", withNodes({ ...GATEWAY, identity: undefined }, VALKEY, TOOL), G],
    ["target without identity", withNodes(GATEWAY, { ...VALKEY, identity: undefined }, TOOL), V],
  ])("[P-49] spiffe with a %s", (_, graph, end) => {
    expect(problems({ ...graph, flows: [edge(G, V, 6380)] })).toEqual([
      `flow ${G} -> ${V}: is authenticated by spiffe and ${end} has no identity; both ends have a SPIFFE identity; give the workload an identity, or choose tls with a reason`,
    ]);
  });

  it.each<[Endpoint, number]>([
    [{ kind: "kubeApi" }, 6443],
    [{ kind: "dns" }, 53],
    [{ kind: "cloudService", name: "s3", cidrs: ["10.3.0.0/24"], why: WHY }, 443],
    [{ kind: "cloudCredentials", address: "169.254.170.23" }, 80],
    [{ kind: "prometheus" }, 9090],
  ])("spiffe with a peer that has none: %s", (to, port) => {
    const name =
      to.kind === "cloudService"
        ? "cloudService s3"
        : to.kind === "cloudCredentials"
          ? "cloudCredentials 169.254.170.23"
          : to.kind;
    expect(problems(calls(to, { authentication: { by: "spiffe" }, ports: [tcp(port)] }))).toEqual([
      `flow ${G} -> ${name}: is authenticated by spiffe and ${name} has no identity; both ends have a SPIFFE identity; choose tls or plain with a reason`,
    ]);
  });

  it.each(["istio", "linkerd"] as const)("%s before a mesh is built", (by) => {
    expect(problems(single({ authentication: { by } }))).toEqual([
      `flow ${G} -> ${V}: is authenticated by ${by}: mesh not built yet in this configuration; spiffe, tls with a reason, plain with a reason; choose spiffe`,
    ]);
  });

  it.each<[string, FlowGraph, string]>([
    ["tls without a reason", single({ authentication: { ...TLS, reason: " " } }), `${G} -> ${V}`],
    [
      "plain without a reference",
      calls(cidr("10.9.0.0/24"), { authentication: { ...PLAIN, reference: "" } }),
      `${G} -> cidr 10.9.0.0/24`,
    ],
    ["a broad CIDR with a blank reason", calls(cidr("10.0.0.0/16", { why: { ...WHY, reason: "" } })), `${G} -> cidr 10.0.0.0/16`],
  ])("%s", (_, graph, ends) => {
    expect(problems(graph)).toEqual([`flow ${ends}: ${blank}`]);
  });

  describe("[P-129] one mTLS owner on each path", () => {
    const meshMessages = /mesh not built yet/;
    const owners = (...flows: readonly Flow[]): readonly string[] => {
      const ports = [6380, 6381].map((port) => ({ name: `p${port}`, port, protocol: "TCP" as const }));
      return problems({ ...withNodes(GATEWAY, { ...VALKEY, ports }, TOOL), flows }).filter(
        (message) => !meshMessages.test(message),
      );
    };
    const message = (where: string, who: string): string =>
      `${where}: mTLS is owned by ${who}; one identity provider for each path; choose one of them`;

    it("two owners between the same ends", () => {
      expect(owners(edge(G, V, 6380), edge(G, V, 6381, { authentication: { by: "istio" } }))).toEqual([
        message(`flow ${G} -> ${V}`, "istio and spiffe"),
      ]);
    });

    it("two owners of one listening port", () => {
      expect(owners(edge(G, V, 6380), edge("tools/s3-mcp-server", V, 6380, { authentication: { by: "linkerd" } }))).toEqual([
        message(`workload ${V} 6380/TCP`, "linkerd and spiffe"),
      ]);
    });

    it("a workload in two meshes", () => {
      expect(
        owners(
          edge(G, V, 6380, { authentication: { by: "istio" } }),
          edge("tools/s3-mcp-server", G, 9443, { authentication: { by: "linkerd" } }),
        ),
      ).toEqual([message(`workload ${G}`, "istio and linkerd")]);
    });

    it("tls and plain own nothing", () => {
      expect(owners(edge(G, V, 6380), edge(G, V, 6381, { authentication: TLS }))).toEqual([]);
    });
  });
});

describe("identities", () => {
  const where = `workload ${V} identity`;
  const badPath = (path: string): string =>
    `${where}.path: ${JSON.stringify(path)} is not a SPIFFE path; segments of letters, digits, dot, dash and underscore, each after a slash; write for example /ns/gateway/sa/precinct-gateway`;

  it.each<[string, FlowGraph, string]>([
    [
      "shared by two workloads",
      issued({ path: "/ns/tools/sa/s3-mcp-server" }),
      "identity /ns/tools/sa/s3-mcp-server: is claimed by data/valkey and tools/s3-mcp-server; a SPIFFE ID names one workload; give each workload a path of its own",
    ],
    ["without leading slash", issued({ path: "ns/data" }), badPath("ns/data")],
    ["with trailing slash", issued({ path: "/ns/data/" }), badPath("/ns/data/")],
    ["with an empty segment", issued({ path: "/ns//data" }), badPath("/ns//data")],
    ["with a relative segment", issued({ path: "/ns/../data" }), badPath("/ns/../data")],
    ["that is a template", issued({ path: "/ns/{{ .PodMeta.Namespace }}" }), badPath("/ns/{{ .PodMeta.Namespace }}")],
    [
      "reserved for SPIRE",
      issued({ path: "/spire/agent/x" }),
      `${where}.path: /spire/agent/x is reserved; /spire belongs to SPIRE itself; choose another path`,
    ],
    [
      "with a lifetime of zero",
      issued({ ttlSeconds: 0 }),
      `${where}.ttlSeconds: 0 is not a lifetime; a whole number of seconds above 0; correct it, or leave it out for the server's default`,
    ],
    [
      "with a JWT lifetime that is a fraction",
      issued({ jwtTtlSeconds: 1.5 }),
      `${where}.jwtTtlSeconds: 1.5 is not a lifetime; a whole number of seconds above 0; correct it, or leave it out for the server's default`,
    ],
    [
      "with a template as DNS name",
      issued({ dnsNames: ["valkey.data.svc", "{{ .PodMeta.Name }}"] }),
      `${where}.dnsNames: "{{ .PodMeta.Name }}" is not a DNS name; lower-case labels of at most 63 letters, digits and dashes; correct the name`,
    ],
    [
      "federated with an ID",
      issued({ federatesWith: ["spiffe://other.org"] }),
      `${where}.federatesWith: "spiffe://other.org" is not a trust domain; lower-case letters, digits, dot, dash and underscore, at most 255; write the name without spiffe:// and without a path`,
    ],
    [
      "in a trust domain with a path",
      { ...GOOD, trustDomain: "example.org/prod" },
      'trust domain: "example.org/prod" is not a trust domain; lower-case letters, digits, dot, dash and underscore, at most 255; write the name without spiffe:// and without a path',
    ],
  ])("%s", (_, graph, message) => {
    expect(problems(graph)).toEqual([message]);
  });

  it("accepts segments that only look relative", () => {
    expect(
      problems(issued({ path: "/..data/.x", dnsNames: ["valkey.data.svc"], ttlSeconds: 600, federatesWith: ["other.org"] })),
    ).toEqual([]);
  });
});

describe("all problems at once", () => {
  it("[P-44] reports everything wrong with a graph together", () => {
    const graph: FlowGraph = {
      ...GOOD,
      namespaces: ["data", "gateway"],
      flows: [edge(G, "data/keydb", 1), edge(G, V, 6379, { authentication: PLAIN, purpose: "" })],
    };
    expect(problems(graph)).toEqual([
      "workload tools/s3-mcp-server: is in namespace tools, which the graph does not have; every workload is in a namespace where deny is the default; add tools to the namespaces",
      `flow ${G} -> data/keydb: no workload data/keydb in the graph; every end of a flow stands for pods or addresses; add the workload or correct the key`,
      `flow ${G} -> ${V}: has no purpose; every flow says what it is for; write one short sentence`,
      `flow ${G} -> ${V}: no container of ${V} listens on 6379/TCP; it listens on 6380/TCP; name one of its ports, or add the port to the workload`,
      `flow ${G} -> ${V}: is plain between two workloads of the platform; this profile demands authentication inside the platform; choose spiffe, or tls with a reason`,
    ]);
  });
});
