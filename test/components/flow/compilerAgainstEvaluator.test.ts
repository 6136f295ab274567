import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ClusterFacts } from "../../../components/shared/cluster.ts";
import type { FlowGraph, FlowPort } from "../../../components/flow/graph.ts";
import { compileNetworkPolicies } from "../../../components/flow/networkPolicy.ts";
import { registeredGraph } from "../../../components/flow/registeredGraph.ts";
import { readCluster } from "../../../policy/lib/reachability/cluster.ts";
import { compareWithDeclared } from "../../../policy/lib/reachability/declared.ts";
import { flowGraphSchema } from "../../../policy/lib/reachability/flowGraph.ts";
import { reachabilityReport, type ReportOptions } from "../../../policy/lib/reachability.ts";
import type { PolicyResource } from "../../../policy/lib/verdict.ts";
import { namespaceObject, networkPolicyObject, workloadObject } from "../../support/kubernetesObjects.ts";
import { anyGraphs, hostNetworkGraphs, workloadGraphs } from "./arbitraryGraph.ts";
import { edge, FACTS, GOOD } from "./graphFixture.ts";

/** What would be in the cluster: namespaces, workloads and the compiled policies. */
function rendered(graph: FlowGraph, facts: ClusterFacts = FACTS): readonly PolicyResource[] {
  return [
    ...graph.namespaces.map((name) => namespaceObject(name)),
    ...graph.nodes.map(({ key, podLabels, hostNetwork }) => workloadObject({ key, labels: podLabels, hostNetwork })),
    ...compileNetworkPolicies(graph, facts).policies.map(({ namespace, name, spec }) =>
      networkPolicyObject(`${namespace}/${name}`, spec as unknown as PolicyResource["props"]),
    ),
  ];
}

/** Every connection between two workloads, a line for each port: `from -> to 8000/TCP`. */
function computed(graph: FlowGraph, options: ReportOptions = {}): readonly string[] {
  const { connections = [] } = reachabilityReport(rendered(graph), options);
  const between = connections
    .filter(({ from, to }) => isWorkload(from) && isWorkload(to))
    .map(({ from, to, ports }) => ({ from: keyOf(from), to: keyOf(to), ports }));
  const unheld = new Set(graph.nodes.filter(({ hostNetwork }) => hostNetwork).map(({ key }) => key));
  return lines(between.filter(({ from, to }) => from !== to || !unheld.has(from)));
}

function declared(graph: FlowGraph): readonly string[] {
  return lines(
    graph.flows.flatMap(({ from, to, ports }) =>
      from.kind === "workload" && to.kind === "workload" ? [{ from: from.key, to: to.key, ports }] : [],
    ),
  );
}

function lines(
  connections: readonly { readonly from: string; readonly to: string; readonly ports: readonly FlowPort[] }[],
): readonly string[] {
  return connections.flatMap(({ from, to, ports }) => ports.flatMap(single).map((port) => `${from} -> ${to} ${port}`)).sort();
}

function single({ port, endPort = port, protocol = "TCP" }: FlowPort): readonly string[] {
  return Array.from({ length: endPort - port + 1 }, (_, index) => `${port + index}/${protocol}`);
}

/** What the stack rule would find. */
function differences(graph: FlowGraph, facts: ClusterFacts): readonly string[] {
  const registered = flowGraphSchema.parse(JSON.parse(JSON.stringify(registeredGraph(graph, facts))));
  return compareWithDeclared(readCluster(rendered(graph, facts)), registered).map(({ message }) => message);
}

const CILIUM: ClusterFacts = { ...FACTS, networkPolicy: { engine: "cilium", ipBlockMatchesPods: false } };

/** Workloads whose policies name an address. */
function withAddressPeers(graph: FlowGraph): ReadonlySet<string> {
  const { policies } = compileNetworkPolicies(graph, FACTS);
  const naming = policies.filter(({ spec }) => JSON.stringify(spec).includes("ipBlock"));
  return new Set(naming.map(({ namespace, name }) => `${namespace}/${name.replace(/-(in|e)gress$/, "")}`));
}

const isWorkload = (end: string): boolean => end.endsWith("]");
const keyOf = (end: string): string => end.slice(0, end.indexOf("["));

describe("compiler against evaluator", () => {
  it("[P-44] a graph of workloads: what the policies open is what was declared, no less and no more", () => {
    fc.assert(
      fc.property(workloadGraphs, (graph) => {
        expect(computed(graph)).toEqual(declared(graph));
      }),
    );
  });

  it("the same where an ipBlock matches pods: no address is open at all", () => {
    fc.assert(
      fc.property(workloadGraphs, (graph) => {
        expect(computed(graph, { ipBlockMatchesPods: true })).toEqual(declared(graph));
        const { connections = [] } = reachabilityReport(rendered(graph), { ipBlockMatchesPods: true });
        expect(connections.filter(({ from, to }) => !isWorkload(from) || !isWorkload(to))).toEqual([]);
      }),
    );
  });

  it("peers beside workloads open nothing between workloads", () => {
    fc.assert(
      fc.property(anyGraphs, (graph) => {
        expect(computed(graph)).toEqual(declared(graph));
      }),
    );
  });

  it("a workload on the host network talks as declared; only what comes from it or goes to it may be wider", () => {
    fc.assert(
      fc.property(hostNetworkGraphs, (graph) => {
        const [found, wanted] = [computed(graph, { nodeCidrs: FACTS.peers.nodes.cidrs }), declared(graph)];
        const host = graph.nodes.find(({ hostNetwork }) => hostNetwork)?.key ?? "";
        const touchesHost = (line: string): boolean => line.startsWith(`${host} -> `) || line.includes(` -> ${host} `);
        expect(wanted.filter((line) => !found.includes(line))).toEqual([]);
        expect(found.filter((line) => !wanted.includes(line) && !touchesHost(line))).toEqual([]);
      }),
    );
  });

  it("no rendered policy differs from the registered graph where an ipBlock matches no pod, addresses and peers included", () => {
    fc.assert(
      fc.property(fc.oneof(anyGraphs, hostNetworkGraphs), (graph) => {
        expect(differences(graph, CILIUM)).toEqual([]);
      }),
    );
  });

  it("where an ipBlock also matches pods, only a workload with an address for a peer reaches more, or is reached by more", () => {
    fc.assert(
      fc.property(anyGraphs, (graph) => {
        const [found, wanted] = [computed(graph, { ipBlockMatchesPods: true }), declared(graph)];
        expect(wanted.filter((line) => !found.includes(line))).toEqual([]);
        const near = withAddressPeers(graph);
        const extra = found.filter((line) => !wanted.includes(line));
        expect(extra.filter((line) => !line.split(" -> ").some((end) => near.has(end.split(" ")[0] ?? "")))).toEqual([]);
      }),
    );
  });

  it("leaving out one end of one edge closes it: both ends are needed", () => {
    const graph: FlowGraph = { ...GOOD, flows: [edge("gateway/precinct-gateway", "data/valkey", 6380)] };
    const without = rendered(graph).filter(({ name }) => name !== "valkey-ingress");
    expect(computed(graph)).toEqual(["gateway/precinct-gateway -> data/valkey 6380/TCP"]);
    expect(reachabilityReport(without).connections).toEqual([]);
  });
});
