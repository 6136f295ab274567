/** Labels of a pod or a namespace. */
export type Labels = Readonly<Record<string, string>>;

/** One condition of a label selector. `Unknown` stands for one whose value the program cannot know yet. */
export interface Requirement {
  readonly key: string;
  readonly operator: "In" | "NotIn" | "Exists" | "DoesNotExist" | "Unknown";
  readonly values: readonly string[];
}

/** A label selector as its conditions, all of which must hold; none at all selects everything. */
export type Selector = readonly Requirement[];

export const SELECT_ALL: Selector = [];

/**
 * Whether the selector names nothing that it wants: an empty one, one that only leaves out, and one that asks for a label which
 * everything carries (`always`).
 */
export function namesNothing(selector: Selector, always?: string): boolean {
  return selector.every(
    ({ key, operator }) => operator === "NotIn" || operator === "DoesNotExist" || (operator === "Exists" && key === always),
  );
}

/** Whether the labels satisfy every requirement; undefined when that hangs on a value not known yet. */
export function selects(selector: Selector, labels: Labels): boolean | undefined {
  let unknown = false;
  for (const requirement of selector) {
    const holds = satisfies(requirement, labels);
    if (holds === false) return false;
    unknown ||= holds === undefined;
  }
  return unknown ? undefined : true;
}

/** `NotIn` and `DoesNotExist` also hold for labels without the key, as in the API server. */
function satisfies({ key, operator, values }: Requirement, labels: Labels): boolean | undefined {
  const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
  switch (operator) {
    case "In":
      return value !== undefined && values.includes(value);
    case "NotIn":
      return value === undefined || !values.includes(value);
    case "Exists":
      return value !== undefined;
    case "DoesNotExist":
      return value === undefined;
    case "Unknown":
      return undefined;
  }
}

/** Whether the selector demands exactly this label; one with a part that is not known yet may. */
export function mayRequire(selector: Selector | undefined, key: string, value: string): boolean {
  return (selector ?? []).some(
    (one) =>
      one.operator === "Unknown" ||
      (one.key === key && one.operator === "In" && one.values.length === 1 && one.values[0] === value),
  );
}
