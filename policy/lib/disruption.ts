import { read } from "./plain.ts";
import { Reader } from "./reachability/reader.ts";
import { readSelector } from "./reachability/readSelector.ts";
import { selects } from "./reachability/selector.ts";
import type { World } from "./rule.ts";
import type { PolicyResource } from "./verdict.ts";

/** Whether a PodDisruptionBudget selects the controller's pods; undefined when that is not known. */
export function hasBudget(world: World, controller: PolicyResource): boolean | undefined {
  const reader = new Reader();
  const labels = reader.labels(read(controller.props, "spec", "template", "metadata", "labels"), "labels");
  const answers = world
    .byKind("PodDisruptionBudget", "policy")
    .filter(({ kubernetes }) => kubernetes?.namespace === controller.kubernetes?.namespace)
    .map(({ props }) => {
      const selector = readSelector(reader, read(props, "spec", "selector"), "spec.selector");
      return labels === undefined ? undefined : selects(selector, labels);
    });
  return answers.includes(true) || (answers.includes(undefined) ? undefined : false);
}
