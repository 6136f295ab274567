import { read } from "../plain.ts";
import { podSpecsOf } from "../podSpecs.ts";
import type { Cluster, Workload } from "./cluster.ts";
import { declaredPorts, describeEnd, describeFlow, meansPods } from "./declaredEnds.ts";
import type { Endpoint, Flow, FlowGraph } from "./flowGraph.ts";
import { describePorts, intersectionOfPorts, isEmptyPorts } from "./ports.ts";

const MTLS_OWNERS: readonly string[] = ["spiffe", "istio", "linkerd"];

/** Ports of a path that two flows declare with different owners of its mTLS, in words. */
export function contestedPaths(graph: FlowGraph): readonly string[] {
  const owned = graph.flows.filter(({ authentication }) => MTLS_OWNERS.includes(authentication.by));
  const paths = [...Map.groupBy(owned, ({ from, to }) => JSON.stringify([from, to])).values()];
  return paths.flatMap((flows) =>
    flows.flatMap((one, at) => flows.slice(at + 1).flatMap((other) => contested(graph, one, other))),
  );
}

function contested(graph: FlowGraph, one: Flow, other: Flow): readonly string[] {
  const shared = intersectionOfPorts(declaredPorts(one, graph), declaredPorts(other, graph));
  if (one.authentication.by === other.authentication.by || isEmptyPorts(shared)) return [];
  const owners = `${one.authentication.by} and ${other.authentication.by}`;
  return [`flow ${describeFlow(one)} has two owners of its mTLS on ${describePorts(shared)}, ${owners}; allowed: one`];
}

/** Paths that SPIFFE owns although both ends are in a mesh, in words. */
export function doublyEncryptedPaths(graph: FlowGraph, { workloads }: Cluster): readonly string[] {
  const meshOf = (end: Endpoint): string | undefined => {
    const own = end.kind === "workload" ? workloads.filter((workload) => meansPods(end, workload, graph)) : [];
    return own.flatMap((workload) => meshAround(workload) ?? [])[0];
  };
  return graph.flows.flatMap((flow) => {
    const [near, far] = [meshOf(flow.from), meshOf(flow.to)];
    if (flow.authentication.by !== "spiffe" || near === undefined || near !== far) return [];
    return [
      `flow ${describeFlow(flow)} is owned by spiffe, but ${describeEnd(flow.from)} and ${describeEnd(flow.to)} are both in the ${near} mesh; allowed: one owner`,
    ];
  });
}

/** The mesh that takes over the connections of a workload: what its pods say wins over what their namespace says. */
function meshAround({ namespaceLabels, labels, resource }: Workload): "istio" | "linkerd" | undefined {
  const annotation = (name: string): unknown =>
    resource === undefined ? undefined : read(podSpecsOf(resource)[0]?.metadata, "annotations", name);
  const sidecar = labels["sidecar.istio.io/inject"] ?? annotation("sidecar.istio.io/inject");
  const ambient = labels["istio.io/dataplane-mode"] ?? namespaceLabels["istio.io/dataplane-mode"];
  if (ambient === "ambient" || sidecar === "true") return "istio";
  if (sidecar !== "false" && (namespaceLabels["istio-injection"] === "enabled" || namespaceLabels["istio.io/rev"] !== undefined))
    return "istio";
  return annotation("linkerd.io/inject") === "enabled" ? "linkerd" : undefined;
}
