import { fail } from "../finding.ts";
import type { Finding } from "../verdict.ts";
import type { Cluster, Workload } from "./cluster.ts";
import type { Comparison } from "./comparison.ts";
import { declaredAddresses, declaredPorts, describeEnd, describeFlow, farEnd, meansPods, podPeersOf } from "./declaredEnds.ts";
import type { Reachability } from "./evaluate.ts";
import type { Endpoint, Flow } from "./flowGraph.ts";
import type { Direction } from "./networkPolicy.ts";
import { bySamePorts, describeAddresses, remaining } from "./openAddresses.ts";
import { describePorts, differenceOfPorts, isEmptyPorts, unionOfPorts, type PortSet } from "./ports.ts";
import { isStranger } from "./strangers.ts";

/** What a declared flow promises and the policies do not open. */
export function closedFlow(flow: Flow, comparison: Comparison): readonly Finding[] {
  const absent = [flow.from, flow.to].filter((end) => isAbsentEnd(end, comparison));
  if (absent.length > 0) {
    if (absent.some((end) => end.kind === "workload" && wasLeftOut(end.key, comparison.cluster))) return [];
    return [
      fail(
        `flow ${describeFlow(flow)} is declared, but ${absent.map(describeEnd).join(" and ")} is not among the rendered workloads or the cluster's peers`,
      ),
    ];
  }
  return [
    ...closedPairs(flow, comparison),
    ...closedAddresses(flow, "egress", comparison),
    ...closedAddresses(flow, "ingress", comparison),
  ];
}

function isAbsentEnd(end: Endpoint, { graph, cluster }: Comparison): boolean {
  if (end.kind === "workload")
    return !cluster.workloads.some((workload) => !isStranger(workload) && meansPods(end, workload, graph));
  if (end.kind === "labelledNamespaces") return false;
  return declaredAddresses(end, graph).length === 0 && podPeersOf(end, graph).length === 0;
}

function wasLeftOut(key: string, { leftOut }: Cluster): boolean {
  const name = key.slice(key.indexOf("/"));
  return leftOut.some((id) => id.startsWith(`${key}[`) || id.startsWith(`?${name}[`));
}

function closedPairs(flow: Flow, { graph, cluster, sure }: Comparison): readonly Finding[] {
  const wanted = declaredPorts(flow, graph);
  const [sources, targets] = [promisedPods(flow.from, { graph, cluster }), promisedPods(flow.to, { graph, cluster })];
  const pairs = sources.flatMap((from) => targets.map((to) => ({ from, to })));
  return pairs
    .filter((pair) => isJudged(pair, sure))
    .flatMap(({ from, to }) => {
      const noEgress = differenceOfPorts(wanted, sure.allows("egress", from, to));
      const noIngress = differenceOfPorts(wanted, sure.allows("ingress", to, from));
      const closed = unionOfPorts(noEgress, noIngress);
      if (isEmptyPorts(closed)) return [];
      const sides = [
        ...(isEmptyPorts(noEgress) ? [] : [`the egress of ${from.id}`]),
        ...(isEmptyPorts(noIngress) ? [] : [`the ingress of ${to.id}`]),
      ];
      return [fail(closedText({ flow, ports: closed, sides }), { subject: from.resource ?? to.resource })];
    });
}

/** Not between strangers, not from a bare Pod to itself, and not where a policy that matters could not be read. */
function isJudged({ from, to }: { readonly from: Workload; readonly to: Workload }, { uncertain }: Reachability): boolean {
  if (isStranger(from) && isStranger(to)) return false;
  return !(from === to && from.kind === "Pod") && !uncertain.has(from) && !uncertain.has(to);
}

/** Pods between which a flow must be open: the workload itself; of a peer the rendered pods, else its stranger. */
function promisedPods(end: Endpoint, { graph, cluster }: Pick<Comparison, "graph" | "cluster">): readonly Workload[] {
  return cluster.workloads.filter((workload) => {
    if (workload.hostNetwork || !meansPods(end, workload, graph)) return false;
    if (isStranger(workload))
      return (
        workload.stranger === "peer" &&
        end.kind !== "workload" &&
        (end.kind === "labelledNamespaces" || podPeersOf(end, graph).length > 0)
      );
    return end.kind !== "labelledNamespaces";
  });
}

function closedAddresses(flow: Flow, direction: Direction, { graph, cluster, sure }: Comparison): readonly Finding[] {
  const addresses = declaredAddresses(farEnd(flow, direction), graph);
  if (addresses.length === 0) return [];
  const promised = [{ addresses, ports: declaredPorts(flow, graph) }];
  const near = promisedPods(direction === "egress" ? flow.from : flow.to, { graph, cluster });
  return near
    .filter((workload) => !isStranger(workload) && !sure.uncertain.has(workload))
    .flatMap((workload) => {
      const reached = sure.addresses.filter((row) => row.workload === workload && row.direction === direction);
      return bySamePorts(remaining(promised, reached)).map(({ addresses: closed, ports }) => {
        const where = ` ${direction === "egress" ? "to" : "from"} ${describeAddresses(closed)}`;
        return fail(closedText({ flow, ports, sides: [`the ${direction} of ${workload.id}`], where }), {
          subject: workload.resource,
        });
      });
    });
}

interface ClosedPart {
  readonly flow: Flow;
  readonly ports: PortSet;
  /** Which sides do not open it. */
  readonly sides: readonly string[];
  readonly where?: string;
}

function closedText({ flow, ports, sides, where = "" }: ClosedPart): string {
  const verb = sides.length > 1 ? "do" : "does";
  return `flow ${describeFlow(flow)} (${flow.purpose}) is declared, but ${sides.join(" and ")} ${verb} not allow it on ${describePorts(ports)}${where}`;
}
