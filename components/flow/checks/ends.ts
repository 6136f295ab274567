import type { Problem } from "../../shared/problem.ts";
import { describeEndpoint, describeFlow, describePort } from "../describe.ts";
import type { Endpoint, Flow, FlowGraph, FlowPort } from "../graph.ts";
import { resolvePeer } from "../peers/index.ts";
import type { FlowCheck } from "./flowCheck.ts";

/** Peers that never open a connection to us, and those we never open one to. */
const ONLY_TARGET: ReadonlySet<Endpoint["kind"]> = new Set([
  "dns",
  "kubeApi",
  "cloudCredentials",
  "cloudService",
  "externalHost",
]);
const ONLY_SOURCE: ReadonlySet<Endpoint["kind"]> = new Set(["apiServerToWebhook"]);

/** Both ends exist, stand for something in this cluster, and at least one of them can be held by a policy. */
export function endProblems(flow: Flow, check: FlowCheck): readonly Problem[] {
  const path = `flow ${describeFlow(flow)}`;
  return [
    ...purposeProblems(path, flow),
    ...directionProblems(path, flow),
    ...pairProblems(path, flow, check),
    ...[flow.from, flow.to].flatMap((end) => unresolvedProblems(path, end, check)),
  ];
}

/** No two flows say the same edge: one of them could hide a different authentication. */
export function duplicateProblems({ flows }: FlowGraph): readonly Problem[] {
  const sameEnds = [...Map.groupBy(flows, describeFlow)];
  return sameEnds.flatMap(([ends, edges]) => {
    const ports = edges.flatMap((edge) => edge.ports);
    const again = ports.filter((port, index) => ports.slice(0, index).some((earlier) => overlaps(earlier, port)));
    return [...new Set(again.map(describePort))].map((port) => ({
      path: `flow ${ends}`,
      given: `declares ${port} more than once`,
      allowed: "one edge for each pair of ends and port",
      change: "remove one of them",
    }));
  });
}

function overlaps(a: FlowPort, b: FlowPort): boolean {
  const sameProtocol = (a.protocol ?? "TCP") === (b.protocol ?? "TCP");
  return sameProtocol && a.port <= (b.endPort ?? b.port) && b.port <= (a.endPort ?? a.port);
}

function purposeProblems(path: string, { purpose }: Flow): readonly Problem[] {
  if (purpose.trim() !== "") return [];
  return [{ path, given: "has no purpose", allowed: "every flow says what it is for", change: "write one short sentence" }];
}

function directionProblems(path: string, { from, to }: Flow): readonly Problem[] {
  const problem = (end: Endpoint, can: string): Problem => ({
    path,
    given: `${describeEndpoint(end)} ${can}`,
    allowed: "a flow goes from the end that opens the connection to the end that accepts it",
    change: "swap the ends or choose another peer",
  });
  return [
    ...(ONLY_TARGET.has(from.kind) ? [problem(from, "never opens a connection to a workload")] : []),
    ...(ONLY_SOURCE.has(to.kind) ? [problem(to, "is where calls come from, not an address to call")] : []),
  ];
}

function pairProblems(path: string, { from, to }: Flow, { nodes }: FlowCheck): readonly Problem[] {
  const keys = [from, to].flatMap((end) => (end.kind === "workload" ? [end.key] : []));
  if (keys.length === 0) {
    return [
      { path, given: "goes from a peer to a peer", allowed: "at least one end is a workload", change: "name the workload" },
    ];
  }
  if (keys.length === 2 && keys[0] === keys[1]) {
    return [{ path, given: "goes from a workload to itself", allowed: "two different ends", change: "remove the flow" }];
  }
  const ends = keys.map((key) => nodes.get(key));
  return ends.every((node) => node?.hostNetwork === true) ? [unselectable(path, keys)] : [];
}

function unselectable(path: string, keys: readonly string[]): Problem {
  return {
    path,
    given: `${keys.join(" and ")} ${keys.length === 1 ? "runs" : "run"} on the host network, which a NetworkPolicy does not select`,
    allowed: "at least one end is a workload with a pod network",
    change: "take the workload off the host network, or remove the flow: no policy stands in its way",
  };
}

function unresolvedProblems(path: string, end: Endpoint, check: FlowCheck): readonly Problem[] {
  const resolved = resolvePeer(end, check);
  if (!("missing" in resolved)) return [];
  return [
    { path, given: resolved.missing, allowed: "every end of a flow stands for pods or addresses", change: resolved.change },
  ];
}
