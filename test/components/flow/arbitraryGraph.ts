import fc from "fast-check";
import type { Endpoint, Flow, FlowGraph, FlowPort, NodePort, Protocol, WorkloadNode } from "../../../components/flow/graph.ts";
import { withImplicitDns } from "../../../components/flow/implicitDns.ts";
import { edge, node, TLS, WHY } from "./graphFixture.ts";

const NAMESPACES = ["data", "gateway", "tools"] as const;

/** Ports close together, so that ranges and single ports meet; the same number over two protocols. */
const PORTS: readonly NodePort[] = [
  ...[8000, 8001, 8002, 8003, 9443].map((port) => nodePort(port, "TCP")),
  ...[8000, 8001].map((port) => nodePort(port, "UDP")),
  nodePort(8000, "SCTP"),
];

function nodePort(port: number, protocol: Protocol): NodePort {
  return { name: `${protocol.toLowerCase()}-${port}`, port, protocol };
}

const arbitraryNodes = fc
  .uniqueArray(fc.record({ namespace: fc.constantFrom(...NAMESPACES), name: fc.constantFrom("a", "a-b", "b", "c") }), {
    minLength: 2,
    maxLength: 7,
    selector: ({ namespace, name }) => `${namespace}/${name}`,
  })
  .chain((names) => fc.tuple(...names.map(({ namespace, name }) => arbitraryNode(`${namespace}/${name}`))));

function arbitraryNode(key: string): fc.Arbitrary<WorkloadNode> {
  return fc
    .record({ ports: fc.subarray([...PORTS], { minLength: 1 }), standard: fc.boolean() })
    .map(({ ports, standard }) =>
      node(key, 1, { ports, ...(standard ? {} : { podLabels: { app: key.replace("/", "."), tier: "x" } }) }),
    );
}

/** Some of the ports a target listens on; TCP ports in a row sometimes become a range. */
function arbitraryPorts({ ports }: WorkloadNode): fc.Arbitrary<readonly FlowPort[]> {
  return fc.tuple(fc.subarray([...ports], { minLength: 1 }), fc.boolean()).map(([chosen, ranges]) => {
    const first = chosen.findIndex(
      ({ port, protocol }, index) =>
        protocol === "TCP" && chosen[index + 1]?.port === port + 1 && chosen[index + 1]?.protocol === "TCP",
    );
    const start = chosen[first];
    const plain = chosen.map(({ port, protocol }): FlowPort => (protocol === "TCP" ? { port } : { port, protocol }));
    if (!ranges || start === undefined) return plain;
    return [{ port: start.port, endPort: start.port + 1 }, ...plain.toSpliced(first, 2)];
  });
}

/** Edges between workloads: at most one for each ordered pair, never from a workload to itself. */
function arbitraryEdges(nodes: readonly WorkloadNode[]): fc.Arbitrary<readonly Flow[]> {
  const pairs = nodes.flatMap((from) => nodes.filter((to) => to !== from).map((to) => ({ from, to })));
  return fc
    .subarray(pairs, { maxLength: Math.min(12, pairs.length) })
    .chain((chosen) =>
      fc.tuple(...chosen.map(({ from, to }) => arbitraryPorts(to).map((ports) => edge(from.key, to.key, 0, { ports })))),
    );
}

const TARGETS: readonly Endpoint[] = [
  { kind: "nodes" },
  { kind: "ingressController" },
  { kind: "cloudCredentials", address: "169.254.170.23" },
  { kind: "cloudService", name: "s3", cidrs: ["203.0.113.0/25"], why: WHY },
  { kind: "externalHost", host: "api.example.com", cidrs: ["198.51.100.0/24", "198.51.100.7/32"], why: WHY },
  { kind: "cidr", cidr: "192.0.2.0/24", except: ["192.0.2.0/28"] },
  { kind: "cidr", cidr: "2001:db8::/64" },
  { kind: "foreignPods", namespace: "vault", podLabels: { app: "vault" }, why: WHY },
];
const SOURCES: readonly Endpoint[] = [
  { kind: "nodes" },
  { kind: "ingressController" },
  { kind: "prometheus" },
  { kind: "apiServerToWebhook" },
  { kind: "cidr", cidr: "192.0.2.0/24" },
  { kind: "foreignPods", namespace: "agents", podLabels: { role: "agent" }, why: WHY },
  { kind: "labelledNamespaces", namespaceLabels: { client: "true" }, why: WHY },
];

function arbitraryPeerFlows(nodes: readonly WorkloadNode[]): fc.Arbitrary<readonly Flow[]> {
  const out = nodes.flatMap((near) => TARGETS.map((to) => ({ ...edge(near.key, near.key, 443), to, authentication: TLS })));
  const api = nodes.map((near) => ({ ...edge(near.key, near.key, 6443), to: { kind: "kubeApi" as const }, authentication: TLS }));
  const arriving = nodes.flatMap((near) => SOURCES.map((from) => ({ from, near })));
  return fc
    .tuple(
      fc.subarray<Flow>([...out, ...api], { maxLength: 6 }),
      fc
        .subarray(arriving, { maxLength: 6 })
        .chain((chosen) =>
          fc.tuple(
            ...chosen.map(({ from, near }) =>
              arbitraryPorts(near).map((ports) => ({ ...edge(near.key, near.key, 0, { ports }), from, authentication: TLS })),
            ),
          ),
        ),
    )
    .map(([leaving, coming]) => [...leaving, ...coming]);
}

function toGraph(nodes: readonly WorkloadNode[], flows: readonly Flow[]): FlowGraph {
  return { trustDomain: "example.org", namespaces: NAMESPACES, nodes, flows };
}

/** Graphs whose every edge joins two workloads. */
export const workloadGraphs: fc.Arbitrary<FlowGraph> = arbitraryNodes.chain((nodes) =>
  arbitraryEdges(nodes).map((flows) => toGraph(nodes, flows)),
);

/** Graphs with every kind of peer, and their DNS edges. */
export const anyGraphs: fc.Arbitrary<FlowGraph> = arbitraryNodes.chain((nodes) =>
  fc
    .tuple(arbitraryEdges(nodes), arbitraryPeerFlows(nodes))
    .map(([edges, peers]) => withImplicitDns(toGraph(nodes, [...edges, ...peers]))),
);

/** As {@link anyGraphs}, with one workload on the host network. */
export const hostNetworkGraphs: fc.Arbitrary<FlowGraph> = anyGraphs.map((graph) => {
  const [first, ...others] = graph.nodes;
  const host = first === undefined ? [] : [{ ...first, hostNetwork: true }];
  const isHost = (end: Endpoint): boolean => end.kind === "workload" && end.key === first?.key;
  // A flow that no policy holds is a problem, so such a flow is not generated.
  const flows = graph.flows.filter(
    ({ from, to }) => !(isHost(from) && to.kind !== "workload") && !(isHost(to) && from.kind !== "workload"),
  );
  return { ...graph, nodes: [...host, ...others], flows };
});
