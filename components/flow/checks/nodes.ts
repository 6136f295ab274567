import type { Problem } from "../../shared/problem.ts";
import type { FlowGraph, WorkloadNode } from "../graph.ts";
import { matches, selectPods } from "../peers/selectPods.ts";
import { describeLabels } from "../describe.ts";

/** Each workload once, in a namespace of the graph, with pods that no other workload's selector takes in. */
export function nodeProblems(graph: FlowGraph): readonly Problem[] {
  const namespaces = new Set(graph.namespaces);
  const neighbours = Map.groupBy(graph.nodes, ({ namespace }) => namespace);
  return [
    ...repeated(graph.nodes.map(({ key }) => key)).map((key) => duplicateKey(key)),
    ...repeated(graph.namespaces).map((name) => duplicateNamespace(name)),
    ...graph.nodes.flatMap((node) => [
      ...keyProblems(node),
      ...(namespaces.has(node.namespace) ? [] : [unknownNamespace(node)]),
      ...selectionProblems(node, neighbours.get(node.namespace) ?? []),
    ]),
  ];
}

/** Values that occur more than once, each once. */
export function repeated(values: readonly string[]): readonly string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}

function duplicateKey(key: string): Problem {
  return {
    path: `workload ${key}`,
    given: "is in the graph more than once",
    allowed: "a key names one workload",
    change: "rename one of them",
  };
}

function duplicateNamespace(name: string): Problem {
  return {
    path: `namespace ${name}`,
    given: "is listed more than once",
    allowed: "a namespace is listed once",
    change: "remove the repetition",
  };
}

function keyProblems({ key, namespace, name }: WorkloadNode): readonly Problem[] {
  if (key === `${namespace}/${name}`) return [];
  return [
    {
      path: `workload ${key}`,
      given: `is ${name} in namespace ${namespace}`,
      allowed: "a key is namespace/name",
      change: `write ${namespace}/${name}`,
    },
  ];
}

function unknownNamespace({ key, namespace }: WorkloadNode): Problem {
  return {
    path: `workload ${key}`,
    given: `is in namespace ${namespace}, which the graph does not have`,
    allowed: "every workload is in a namespace where deny is the default",
    change: `add ${namespace} to the namespaces`,
  };
}

/** A policy for one workload must not also select the pods of another. */
function selectionProblems(node: WorkloadNode, neighbours: readonly WorkloadNode[]): readonly Problem[] {
  const selector = selectPods(node);
  return neighbours
    .filter((other) => other.key !== node.key && Object.keys(selector).length > 0 && matches(selector, other.podLabels))
    .map((other) => ({
      path: `workload ${node.key}`,
      given: `its selector {${describeLabels(selector)}} also selects the pods of ${other.key}`,
      allowed: "a selector selects the pods of one workload",
      change: "give the pods a label of their own",
    }));
}
