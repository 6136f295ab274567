import { selectorLabels } from "../../shared/labels.ts";
import type { WorkloadNode } from "../graph.ts";

/**
 * Labels that select the pods of a workload. The standard selector where the pods carry it: selecting by every label would cut
 * off the running pods of a workload the moment one of its labels changes. Otherwise all labels they have.
 */
export function selectPods(node: WorkloadNode): Readonly<Record<string, string>> {
  const standard = selectorLabels(node.name);
  return matches(standard, node.podLabels) ? standard : node.podLabels;
}

/** True when pods with these labels are selected by a selector. */
export function matches(selector: Readonly<Record<string, string>>, labels: Readonly<Record<string, string>>): boolean {
  return Object.entries(selector).every(([key, value]) => labels[key] === value);
}
