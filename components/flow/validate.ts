import type { Problem } from "../shared/problem.ts";
import { addressProblems } from "./checks/addresses.ts";
import { authenticationProblems, ownerProblems } from "./checks/authentication.ts";
import { duplicateProblems, endProblems } from "./checks/ends.ts";
import type { FlowCheck } from "./checks/flowCheck.ts";
import { identityProblems } from "./checks/identities.ts";
import { nodeProblems } from "./checks/nodes.ts";
import { portProblems } from "./checks/ports.ts";
import { nodesByKey, type Flow, type FlowGraph } from "./graph.ts";

/** What the profile and the cluster decide. */
export type ValidationOptions = Pick<FlowCheck, "plainRefused" | "peers">;

/** Checks of one flow at a time. */
const FLOW_CHECKS: readonly ((flow: Flow, check: FlowCheck) => readonly Problem[])[] = [
  endProblems,
  portProblems,
  addressProblems,
  authenticationProblems,
];

/** Checks that need to see all of the graph. */
const GRAPH_CHECKS: readonly ((graph: FlowGraph) => readonly Problem[])[] = [
  nodeProblems,
  identityProblems,
  duplicateProblems,
  ownerProblems,
];

/** Everything wrong with a graph, at once. A graph without problems can be compiled. */
export function validateGraph(graph: FlowGraph, options: ValidationOptions): readonly Problem[] {
  const check: FlowCheck = { ...options, nodes: nodesByKey(graph) };
  return [
    ...GRAPH_CHECKS.flatMap((problems) => problems(graph)),
    ...graph.flows.flatMap((flow) => FLOW_CHECKS.flatMap((problems) => problems(flow, check))),
  ];
}
