import { isAbsent, isUnknown, number, read, text } from "./plain.ts";
import { Reader } from "./reachability/reader.ts";
import { readSelector } from "./reachability/readSelector.ts";
import { selects, type Selector } from "./reachability/selector.ts";
import type { World } from "./rule.ts";
import { UNKNOWN, type Plain, type PolicyResource } from "./verdict.ts";

/**
 * How many pods of a controller with so many replicas its PodDisruptionBudgets keep running while nodes are drained; undefined
 * without a budget, UNKNOWN where any of it is not known.
 */
export function keptPods(
  world: World,
  { props, kubernetes }: PolicyResource,
  replicas: Plain,
): number | typeof UNKNOWN | undefined {
  const labels = new Reader().labels(read(props, "spec", "template", "metadata", "labels"), "labels");
  const budgets = budgetsOf(world).get(kubernetes?.namespace) ?? [];
  const selecting = (selected: boolean | undefined): readonly Budget[] =>
    budgets.filter(({ selector }) => (labels === undefined ? undefined : selects(selector, labels)) === selected);
  const kept = selecting(true).map(({ spec }) => keptBy(spec, replicas));
  if (kept.length === 0) return selecting(undefined).length > 0 ? UNKNOWN : undefined;
  const known = kept.flatMap((count) => (isUnknown(count) ? [] : [count]));
  return known.length < kept.length ? UNKNOWN : Math.max(...known);
}

/** What one budget keeps; shares are rounded up, as the API server does. */
function keptBy(spec: Plain, replicas: Plain): number | typeof UNKNOWN {
  const least = read(spec, "minAvailable");
  const most = read(spec, "maxUnavailable");
  const total = number(replicas);
  if (total === undefined || isUnknown(least) || isUnknown(most)) return UNKNOWN;
  if (!isAbsent(least)) return podsOf(least, total);
  return isAbsent(most) ? 0 : Math.max(0, total - podsOf(most, total));
}

/** A number of pods, or a share of all in per cent. */
function podsOf(value: Plain, total: number): number {
  const share = shareOf(value);
  return share === undefined ? (number(value) ?? 0) : Math.ceil((share / 100) * total);
}

/** The per cent of `50%`; undefined for everything else. */
export function shareOf(value: Plain): number | undefined {
  const digits = /^(\d+)%$/.exec(text(value) ?? "")?.[1];
  return digits === undefined ? undefined : Number(digits);
}

interface Budget {
  readonly selector: Selector;
  readonly spec: Plain;
}

type Budgets = ReadonlyMap<string | undefined, readonly Budget[]>;

const budgets = new WeakMap<World, Budgets>();

/** All budgets of a world by namespace. */
function budgetsOf(world: World): Budgets {
  let found = budgets.get(world);
  if (found === undefined) {
    const byNamespace = Map.groupBy(world.byKind("PodDisruptionBudget", "policy"), ({ kubernetes }) => kubernetes?.namespace);
    found = new Map([...byNamespace].map(([namespace, objects]) => [namespace, objects.map(readBudget)]));
    budgets.set(world, found);
  }
  return found;
}

function readBudget({ props }: PolicyResource): Budget {
  const spec = read(props, "spec");
  return { spec, selector: readSelector(new Reader(), read(spec, "selector"), "spec.selector") };
}
