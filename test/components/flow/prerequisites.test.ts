import { describe, expect, it } from "vitest";
import type { ClusterFacts } from "../../../components/shared/cluster.ts";
import { tcp, workload, type FlowGraph } from "../../../components/flow/graph.ts";
import { prerequisites } from "../../../components/flow/prerequisites.ts";
import { edge, FACTS, GATEWAY, GOOD, TLS, TOOL, VALKEY } from "./graphFixture.ts";

const CILIUM: ClusterFacts = { ...FACTS, networkPolicy: { engine: "cilium", ipBlockMatchesPods: false } };
const G = "gateway/precinct-gateway";
const API: FlowGraph = {
  ...GOOD,
  flows: [{ ...edge(G, G, 6443), from: workload(G), to: { kind: "kubeApi" }, ports: [tcp(6443)], authentication: TLS }],
};
const NODES: FlowGraph = { ...GOOD, flows: [{ ...edge(G, G, 9443), from: { kind: "nodes" } }] };
const says = (flow: string): readonly string[] => [
  `Cilium matches node addresses only with policy-cidr-match-mode=nodes; without it these flows are closed: ${flow}`,
];

describe("prerequisites", () => {
  it.each<[string, FlowGraph, ClusterFacts, readonly string[]]>([
    ["nodes under Cilium", NODES, CILIUM, says(`nodes -> ${G}`)],
    ["nodes under Calico", NODES, FACTS, []],
    ["nodes under a managed Cilium", NODES, { ...CILIUM, nodePolicy: "CiliumNetworkPolicy" }, []],
    ["pods under Cilium", GOOD, CILIUM, []],
    [
      "a pod on the host network under Cilium",
      { ...GOOD, nodes: [GATEWAY, { ...VALKEY, hostNetwork: true }, TOOL] },
      CILIUM,
      says(`${G} -> data/valkey`),
    ],
    ["an API server apart from the nodes", API, CILIUM, []],
    [
      "an API server on a node",
      API,
      { ...CILIUM, peers: { ...FACTS.peers, kubeApi: { cidrs: ["10.1.0.5/32"], ports: [6443] } } },
      says(`${G} -> kubeApi`),
    ],
    [
      "an API server network around the nodes",
      API,
      { ...CILIUM, peers: { ...FACTS.peers, kubeApi: { cidrs: ["10.0.0.0/8"], ports: [6443] } } },
      says(`${G} -> kubeApi`),
    ],
  ])("%s", (_, graph, facts, expected) => {
    expect(prerequisites(graph, facts)).toEqual(expected);
  });
});
