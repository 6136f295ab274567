import { fail } from "../finding.ts";
import type { Finding } from "../verdict.ts";
import { compareText, type Workload } from "./cluster.ts";
import type { Comparison } from "./comparison.ts";
import { declaredAddresses, declaredPorts, farEnd, meansPods } from "./declaredEnds.ts";
import { podPairs, type PodConnection } from "./evaluate.ts";
import type { Flow, FlowGraph } from "./flowGraph.ts";
import type { Direction } from "./networkPolicy.ts";
import { bySamePorts, describeAddresses, remaining, type OpenAddresses } from "./openAddresses.ts";
import { describePorts, differenceOfPorts, isEmptyPorts, NO_PORTS, unionOfPorts, type PortSet } from "./ports.ts";
import { isStranger } from "./strangers.ts";

/** Everything the policies open and no flow declares: one finding per pair, and per workload and direction for addresses. */
export function undeclared(comparison: Comparison): readonly Finding[] {
  return [...undeclaredPairs(comparison), ...undeclaredAddresses(comparison)];
}

function undeclaredPairs({ graph, open }: Comparison): readonly Finding[] {
  const flowsOf = flowIndex(graph);
  const judge = ({ from, to, ports }: PodConnection): readonly PodConnection[] => {
    // Policies do not reach hostNetwork pods: as sources nothing holds them, as targets they are node addresses.
    if (from.hostNetwork || to.hostNetwork || (isStranger(from) && isStranger(to))) return [];
    const incoming = flowsOf(to).to;
    const declared = [...flowsOf(from).from]
      .filter((flow) => incoming.has(flow))
      .reduce<PortSet>((all, flow) => unionOfPorts(all, declaredPorts(flow, graph)), NO_PORTS);
    const extra = differenceOfPorts(ports, declared);
    return isEmptyPorts(extra) ? [] : [{ from, to, ports: extra }];
  };
  const found: PodConnection[] = [];
  for (const pair of podPairs(open)) found.push(...judge(pair));
  return found
    .sort((a, b) => compareText(a.from.id, b.from.id) || compareText(a.to.id, b.to.id))
    .map(({ from, to, ports }) => {
      const text = `${from.id} reaches ${to.id} on ${describePorts(ports)}, but no flow ${from.id} -> ${to.id} on ${describePorts(ports)} is declared`;
      return fail(text, { subject: to.resource ?? from.resource });
    });
}

interface FlowsOfWorkload {
  readonly from: ReadonlySet<Flow>;
  readonly to: ReadonlySet<Flow>;
}

/** The flows whose source, or target, means a workload; looked up once for each. */
function flowIndex(graph: FlowGraph): (workload: Workload) => FlowsOfWorkload {
  const known = new Map<Workload, FlowsOfWorkload>();
  return (workload) => {
    const found = known.get(workload) ?? {
      from: new Set(graph.flows.filter(({ from }) => meansPods(from, workload, graph))),
      to: new Set(graph.flows.filter(({ to }) => meansPods(to, workload, graph))),
    };
    known.set(workload, found);
    return found;
  };
}

function undeclaredAddresses({ graph, cluster, open }: Comparison): readonly Finding[] {
  const flowsOf = flowIndex(graph);
  const rows = Map.groupBy(open.addresses, ({ workload }) => workload);
  return cluster.workloads.flatMap((workload) => {
    if (workload.hostNetwork || isStranger(workload)) return [];
    return (["egress", "ingress"] as const).flatMap((direction) => {
      const flows = direction === "egress" ? flowsOf(workload).from : flowsOf(workload).to;
      const declared = [...flows].map((flow) => ({
        addresses: declaredAddresses(farEnd(flow, direction), graph),
        ports: declaredPorts(flow, graph),
      }));
      const reached = (rows.get(workload) ?? []).filter((row) => row.direction === direction);
      return bySamePorts(remaining(reached, declared)).map((extra) =>
        fail(undeclaredText(workload, direction, extra), { subject: workload.resource }),
      );
    });
  });
}

function undeclaredText({ id }: Workload, direction: Direction, { addresses, ports }: OpenAddresses): string {
  const [where, on] = [describeAddresses(addresses), describePorts(ports)];
  return direction === "egress"
    ? `${id} reaches ${where} on ${on}, but no flow from ${id} to these addresses on ${on} is declared`
    : `${id} is reached from ${where} on ${on}, but no flow from these addresses to ${id} on ${on} is declared`;
}
