import { read } from "./plain.ts";
import { Reader } from "./reachability/reader.ts";
import { readSelector } from "./reachability/readSelector.ts";
import { selects, type Selector } from "./reachability/selector.ts";
import type { World } from "./rule.ts";
import type { PolicyResource } from "./verdict.ts";

/** Whether a PodDisruptionBudget selects the controller's pods; undefined when that is not known. */
export function hasBudget(world: World, { props, kubernetes }: PolicyResource): boolean | undefined {
  const labels = new Reader().labels(read(props, "spec", "template", "metadata", "labels"), "labels");
  const selectors = budgetsOf(world).get(kubernetes?.namespace) ?? [];
  const answers = selectors.map((selector) => (labels === undefined ? undefined : selects(selector, labels)));
  return answers.includes(true) || (answers.includes(undefined) ? undefined : false);
}

type Budgets = ReadonlyMap<string | undefined, readonly Selector[]>;

const budgets = new WeakMap<World, Budgets>();

/** Selectors of all budgets of a world by namespace. */
function budgetsOf(world: World): Budgets {
  let found = budgets.get(world);
  if (found === undefined) {
    const byNamespace = Map.groupBy(world.byKind("PodDisruptionBudget", "policy"), ({ kubernetes }) => kubernetes?.namespace);
    found = new Map([...byNamespace].map(([namespace, objects]) => [namespace, objects.map(selectorOf)]));
    budgets.set(world, found);
  }
  return found;
}

function selectorOf({ props }: PolicyResource): Selector {
  return readSelector(new Reader(), read(props, "spec", "selector"), "spec.selector");
}
