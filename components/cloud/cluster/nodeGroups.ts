import type { Problem } from "../../shared/problem.ts";

/** Bounds of a group of nodes, as the stack file gives them. */
export interface NodeGroup {
  /** Where the group is written. */
  readonly path: string;
  readonly min: number;
  readonly max: number;
}

/** What groups of nodes are measured against. */
export interface NodeGroupLimits {
  readonly maxNodes: number;
  /** Copies of a service, none of which shares a node with another. */
  readonly minReplicas: number;
}

/** Bounds that contradict each other, leave no room for the replicas, or exceed what quotas were made for. Pure. */
export function nodeGroupProblems(groups: readonly NodeGroup[], { maxNodes, minReplicas }: NodeGroupLimits): readonly Problem[] {
  const most = groups.reduce((sum, { max }) => sum + max, 0);
  return [
    ...groups.filter(({ min, max }) => min > max).map(boundsProblem),
    ...groups.filter(({ min }) => min < minReplicas).map((group) => replicasProblem(group, minReplicas)),
    ...(most > maxNodes ? [maxNodesProblem(most, maxNodes)] : []),
  ];
}

function boundsProblem({ path, min, max }: NodeGroup): Problem {
  return { path, given: `min ${min} is above max ${max}`, allowed: "min is at most max", change: "raise max or lower min" };
}

function replicasProblem({ path, min }: NodeGroup, minReplicas: number): Problem {
  const allowed = `at least ${minReplicas}: controls.minReplicas copies of a service share no node`;
  return { path: `${path}.min`, given: `was ${min}`, allowed, change: `set it to ${minReplicas} or more` };
}

function maxNodesProblem(most: number, maxNodes: number): Problem {
  const allowed = `at least the ${most} nodes that the groups may grow to: quotas leave room for a DaemonSet pod on each`;
  const change = `set it to ${most}, or lower the groups' max`;
  return { path: "palisade:cluster.maxNodes", given: `was ${maxNodes}`, allowed, change };
}

/** Values that a list holds more than once. Pure. */
export function repeatedProblems(path: string, values: readonly string[], allowed: string): readonly Problem[] {
  const again = [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
  return again.map((value) => ({ path, given: `lists ${value} more than once`, allowed, change: "remove the repetition" }));
}
