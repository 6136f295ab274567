import { describe, expect, it } from "vitest";
import { tcp, workload, type Endpoint, type Flow, type FlowGraph } from "../../../components/flow/graph.ts";
import { withImplicitDns } from "../../../components/flow/implicitDns.ts";
import { compileNetworkPolicies } from "../../../components/flow/networkPolicy.ts";
import type { NetworkPolicySpec } from "../../../components/flow/networkPolicySpec.ts";
import { edge, FACTS, GATEWAY, GOOD, node, PLAIN, TLS, TOOL, VALKEY, WHY } from "./graphFixture.ts";

const G = "gateway/precinct-gateway";
const V = "data/valkey";

function policy(graph: FlowGraph, namespace: string, name: string): NetworkPolicySpec {
  const found = compileNetworkPolicies(graph, FACTS).policies.filter((one) => one.namespace === namespace && one.name === name);
  expect(found).toHaveLength(1);
  return found[0] as NetworkPolicySpec;
}

function pods(namespace: string, name: string): object {
  return {
    namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": namespace } },
    podSelector: { matchLabels: { "app.kubernetes.io/name": name } },
  };
}

function alone(flow: Flow, nodes = GOOD.nodes): FlowGraph {
  return { ...GOOD, nodes, flows: [flow] };
}

function from(peer: Endpoint, change: Partial<Flow> = {}): Flow {
  return { ...edge(G, G, 9443), from: peer, authentication: PLAIN, ...change };
}

function to(peer: Endpoint, change: Partial<Flow> = {}): Flow {
  return { from: workload(G), to: peer, ports: [tcp(443)], authentication: TLS, purpose: "test traffic", ...change };
}

describe("default deny", () => {
  it("[P-44] [S-54] denies both directions for every pod in every namespace, also where no flow is", () => {
    const { policies } = compileNetworkPolicies({ ...GOOD, namespaces: ["data", "empty", "gateway", "tools"] }, FACTS);
    expect(policies.filter(({ name }) => name === "default-deny")).toEqual(
      ["data", "empty", "gateway", "tools"].map((namespace) => ({
        name: "default-deny",
        namespace,
        labels: {
          "app.kubernetes.io/name": "default-deny",
          "app.kubernetes.io/component": "flow",
          "app.kubernetes.io/part-of": "palisade",
          "app.kubernetes.io/managed-by": "pulumi",
        },
        annotations: {},
        spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
      })),
    );
  });
});

describe("an edge between workloads", () => {
  it("[P-37] is allowed at both ends, by namespace name and pod labels together", () => {
    const graph = alone(edge(G, V, 6380, { purpose: "session state" }));
    expect(policy(graph, "gateway", "precinct-gateway-egress")).toEqual({
      name: "precinct-gateway-egress",
      namespace: "gateway",
      labels: {
        "app.kubernetes.io/name": "precinct-gateway",
        "app.kubernetes.io/component": "flow",
        "app.kubernetes.io/part-of": "palisade",
        "app.kubernetes.io/managed-by": "pulumi",
      },
      annotations: { "palisade.dev/flows": "precinct-gateway to data/valkey 6380/TCP: session state" },
      spec: {
        podSelector: { matchLabels: { "app.kubernetes.io/name": "precinct-gateway" } },
        policyTypes: ["Egress"],
        egress: [{ to: [pods("data", "valkey")], ports: [{ protocol: "TCP", port: 6380 }] }],
      },
    });
    expect(policy(graph, "data", "valkey-ingress")).toMatchObject({
      annotations: { "palisade.dev/flows": "valkey from gateway/precinct-gateway 6380/TCP: session state" },
      spec: {
        podSelector: { matchLabels: { "app.kubernetes.io/name": "valkey" } },
        policyTypes: ["Ingress"],
        ingress: [{ from: [pods("gateway", "precinct-gateway")], ports: [{ protocol: "TCP", port: 6380 }] }],
      },
    });
  });

  it("makes at most one policy for each workload and direction, in the order of namespace and name", () => {
    const { policies } = compileNetworkPolicies(withImplicitDns(GOOD), FACTS);
    expect(policies.map(({ namespace, name }) => `${namespace}/${name}`)).toEqual([
      "data/default-deny",
      "data/valkey-ingress",
      "gateway/default-deny",
      "gateway/precinct-gateway-egress",
      "tools/default-deny",
      "tools/s3-mcp-server-ingress",
    ]);
  });

  it("does not depend on the order of declaration", () => {
    const graph = withImplicitDns(GOOD);
    const turned: FlowGraph = {
      ...graph,
      namespaces: graph.namespaces.toReversed(),
      nodes: graph.nodes.toReversed(),
      flows: graph.flows.toReversed().map((flow) => ({ ...flow, ports: flow.ports.toReversed() })),
    };
    expect(compileNetworkPolicies(turned, FACTS).policies).toEqual(compileNetworkPolicies(graph, FACTS).policies);
  });

  it("merges the ports of flows with the same peers and keeps other peers apart", () => {
    const ports = [6380, 9121].map((port) => ({ name: `p${port}`, port, protocol: "TCP" as const }));
    const graph: FlowGraph = {
      ...GOOD,
      nodes: [GATEWAY, { ...VALKEY, ports }, TOOL],
      flows: [edge(G, V, 9121), ...GOOD.flows, edge(G, V, 6380)],
    };
    expect(policy(graph, "gateway", "precinct-gateway-egress").spec.egress).toEqual([
      {
        to: [pods("data", "valkey")],
        ports: [
          { protocol: "TCP", port: 6380 },
          { protocol: "TCP", port: 9121 },
        ],
      },
      { to: [pods("tools", "s3-mcp-server")], ports: [{ protocol: "TCP", port: 8082 }] },
    ]);
  });

  it("writes ranges and protocols, and no range of one port", () => {
    const ports = [
      { port: 6380, endPort: 6380 },
      { port: 7000, endPort: 7010, protocol: "UDP" as const },
      { port: 7000, protocol: "SCTP" as const },
    ];
    expect(policy(alone(edge(G, V, 6380, { ports })), "data", "valkey-ingress").spec.ingress?.[0]?.ports).toEqual([
      { protocol: "TCP", port: 6380 },
      { protocol: "UDP", port: 7000, endPort: 7010 },
      { protocol: "SCTP", port: 7000 },
    ]);
  });

  it("selects by all labels where the pods do not carry the standard one", () => {
    const foreign = { ...VALKEY, podLabels: { app: "valkey", release: "r1" } };
    expect(policy(alone(edge(G, V, 6380), [GATEWAY, foreign, TOOL]), "data", "valkey-ingress").spec.podSelector).toEqual({
      matchLabels: { app: "valkey", release: "r1" },
    });
  });

  it("writes the reason of tls and plain on the object", () => {
    expect(
      policy(alone(edge(G, V, 6380, { authentication: TLS })), "data", "valkey-ingress").annotations["palisade.dev/reason"],
    ).toBe("tls to data/valkey: the peer has a certificate of its own (ADR 0005)");
  });
});

describe("named peers", () => {
  const block = (cidr: string): object => ({ ipBlock: { cidr } });
  const labelled = (namespace: string, podLabels: object): object => ({
    namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": namespace } },
    podSelector: { matchLabels: podLabels },
  });

  it.each<[string, Endpoint, readonly object[], object]>([
    [
      "dns: pods and the node-local cache",
      { kind: "dns" },
      [block("169.254.20.10/32"), labelled("kube-system", { "k8s-app": "kube-dns" })],
      { kind: "exact" },
    ],
    ["kubeApi: endpoint addresses", { kind: "kubeApi" }, [block("10.0.0.1/32"), block("10.0.0.2/32")], { kind: "exact" }],
    [
      "nodes",
      { kind: "nodes" },
      [block("10.1.0.0/20")],
      { kind: "wider", by: "every address in 10.1.0.0/20", reason: "nodes come and go, so only their network is known" },
    ],
    [
      "cloudCredentials: one address",
      { kind: "cloudCredentials", address: "169.254.170.23" },
      [block("169.254.170.23/32")],
      { kind: "exact" },
    ],
    [
      "cloudCredentials over IPv6",
      { kind: "cloudCredentials", address: "fd00:ec2::23" },
      [block("fd00:ec2::23/128")],
      { kind: "exact" },
    ],
    [
      "cloudService in a shared network",
      { kind: "cloudService", name: "s3", cidrs: ["10.3.0.0/24", "10.4.0.1/32"], why: WHY },
      [block("10.3.0.0/24"), block("10.4.0.1/32")],
      { kind: "wider", by: "every address in 10.3.0.0/24", reason: WHY.reason },
    ],
    [
      "cloudService at a private endpoint",
      { kind: "cloudService", name: "s3", cidrs: ["10.4.0.1/32"], why: WHY },
      [block("10.4.0.1/32")],
      { kind: "exact" },
    ],
    [
      "externalHost, even at one address",
      { kind: "externalHost", host: "api.example.com", cidrs: ["203.0.113.7/32"], why: WHY },
      [block("203.0.113.7/32")],
      { kind: "wider", by: "every host at 203.0.113.7/32", reason: `NetworkPolicy cannot say host names; ${WHY.reason}` },
    ],
    [
      "cidr with exceptions",
      { kind: "cidr", cidr: "10.9.0.0/24", except: ["10.9.0.0/28"] },
      [{ ipBlock: { cidr: "10.9.0.0/24", except: ["10.9.0.0/28"] } }],
      { kind: "exact" },
    ],
    [
      "foreignPods",
      { kind: "foreignPods", namespace: "vault", podLabels: { app: "vault" }, why: WHY },
      [labelled("vault", { app: "vault" })],
      { kind: "exact" },
    ],
    [
      "ingressController as a target",
      { kind: "ingressController" },
      [labelled("ingress", { app: "ingress" })],
      { kind: "exact" },
    ],
    ["prometheus as a target", { kind: "prometheus" }, [labelled("monitoring", { app: "prometheus" })], { kind: "exact" }],
  ])("to %s", (_, peer, expected, exactness) => {
    const graph = alone(to(peer));
    expect(policy(graph, "gateway", "precinct-gateway-egress").spec.egress).toEqual([
      { to: expected, ports: [{ protocol: "TCP", port: 443 }] },
    ]);
    expect(compileNetworkPolicies(graph, FACTS).exactness).toEqual([exactness]);
  });

  it.each<[string, Endpoint, readonly object[], object]>([
    [
      "apiServerToWebhook: addresses and tunnel pods",
      { kind: "apiServerToWebhook" },
      [block("10.0.0.0/28"), labelled("kube-system", { app: "konnectivity-agent" })],
      { kind: "wider", by: "every address in 10.0.0.0/28", reason: "the control plane's addresses are known only as a network" },
    ],
    ["ingressController", { kind: "ingressController" }, [labelled("ingress", { app: "ingress" })], { kind: "exact" }],
    ["prometheus", { kind: "prometheus" }, [labelled("monitoring", { app: "prometheus" })], { kind: "exact" }],
    [
      "labelledNamespaces: any pod of them",
      { kind: "labelledNamespaces", namespaceLabels: { "palisade.dev/client": "true" }, why: WHY },
      [{ namespaceSelector: { matchLabels: { "palisade.dev/client": "true" } }, podSelector: {} }],
      { kind: "exact" },
    ],
  ])("from %s", (_, peer, expected, exactness) => {
    const graph = alone(from(peer));
    expect(policy(graph, "gateway", "precinct-gateway-ingress").spec.ingress).toEqual([
      { from: expected, ports: [{ protocol: "TCP", port: 9443 }] },
    ]);
    expect(compileNetworkPolicies(graph, FACTS).exactness).toEqual([exactness]);
  });

  it("writes why an end is wide and what it is wider by", () => {
    const graph = alone(to({ kind: "externalHost", host: "api.example.com", cidrs: ["203.0.113.0/24"], why: WHY }));
    expect(policy(graph, "gateway", "precinct-gateway-egress").annotations["palisade.dev/reason"]?.split("\n")).toEqual([
      "externalHost api.example.com: no narrower network is known (ADR 0005)",
      "tls to externalHost api.example.com: the peer has a certificate of its own (ADR 0005)",
      "wider by every host at 203.0.113.0/24: NetworkPolicy cannot say host names; no narrower network is known",
    ]);
  });
});

describe("what NetworkPolicy cannot say", () => {
  it("requests: a flow with HTTP constraints is wider", () => {
    expect(compileNetworkPolicies(alone(edge(G, V, 6380, { l7: { methods: ["GET"] } })), FACTS).exactness).toEqual([
      { kind: "wider", by: "every HTTP method and path", reason: "NetworkPolicy knows ports, not requests" },
    ]);
  });

  it("a pod on the host network: the other end allows node addresses, and no policy is made for the pod", () => {
    const graph = alone(edge(G, V, 6380), [{ ...GATEWAY, hostNetwork: true }, VALKEY, TOOL]);
    const { policies, exactness } = compileNetworkPolicies(graph, FACTS);
    expect(policies.map(({ name }) => name)).toEqual(["default-deny", "valkey-ingress", "default-deny", "default-deny"]);
    expect(policies[1]?.spec.ingress).toEqual([
      { from: [{ ipBlock: { cidr: "10.1.0.0/20" } }], ports: [{ protocol: "TCP", port: 6380 }] },
    ]);
    expect(exactness).toEqual([
      {
        kind: "wider",
        by: "every pod and process with an address in 10.1.0.0/20",
        reason: `${G} runs on the host network, where a pod selector does not match`,
      },
    ]);
  });

  it("both: everything that makes a flow wider is in the answer", () => {
    const flow = to({ kind: "externalHost", host: "h.example", cidrs: ["203.0.113.7/32"], why: WHY }, { l7: { paths: ["/v1"] } });
    expect(compileNetworkPolicies(alone(flow), FACTS).exactness).toEqual([
      {
        kind: "wider",
        by: "every host at 203.0.113.7/32; every HTTP method and path",
        reason: `NetworkPolicy cannot say host names; ${WHY.reason}; NetworkPolicy knows ports, not requests`,
      },
    ]);
  });

  it("throws rather than leave a flow out", () => {
    expect(() => compileNetworkPolicies(alone(edge(G, "data/keydb", 1)), FACTS)).toThrow(
      `flow ${G} -> data/keydb: no workload data/keydb in the graph; add the workload or correct the key`,
    );
    const host = [
      { ...GATEWAY, hostNetwork: true },
      { ...VALKEY, hostNetwork: true },
    ];
    expect(() => compileNetworkPolicies(alone(edge(G, V, 6380), host), FACTS)).toThrow(
      `flow ${G} -> ${V}: no NetworkPolicy can select either end`,
    );
    expect(() =>
      compileNetworkPolicies(alone(edge("tools/x", V, 1), [...GOOD.nodes, node("tools/x", 1, { podLabels: {} })]), FACTS),
    ).toThrow("the pods of tools/x carry no labels");
  });

  it("throws rather than select every pod of a namespace for a workload without labels", () => {
    const nodes = [{ ...GATEWAY, podLabels: {} }, VALKEY, TOOL];
    expect(() => compileNetworkPolicies(alone(to({ kind: "kubeApi" }), nodes), FACTS)).toThrow(
      `the pods of ${G} carry no labels`,
    );
  });
});
