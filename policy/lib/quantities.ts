import type { Plain } from "./verdict.ts";

/** https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/ */
const QUANTITY = /^\+?(\d+(?:\.\d*)?|\.\d+)([numkMGTPE]|[KMGTPE]i|[eE][+-]?\d+)?$/;

const SUFFIXES: Readonly<Record<string, number>> = {
  ...{ n: 1e-9, u: 1e-6, m: 1e-3, k: 1e3, M: 1e6, G: 1e9, T: 1e12, P: 1e15, E: 1e18 },
  ...{ Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40, Pi: 2 ** 50, Ei: 2 ** 60 },
};

/** The amount of a quantity in cores, bytes or pieces: 0.5 of `500m`; undefined when it is none. */
export function quantityOf(value: Plain): number | undefined {
  if (typeof value === "number") return value;
  const [, digits, suffix = ""] = QUANTITY.exec(typeof value === "string" ? value : "") ?? [];
  return digits === undefined ? undefined : Number(digits) * (SUFFIXES[suffix] ?? Number(`1${suffix}`));
}

/** Whether the value is a quantity above zero: a limit of zero is no limit. */
export function isPositiveQuantity(value: Plain): boolean {
  return (quantityOf(value) ?? 0) > 0;
}

/** What one pod can have on the largest machines that clouds rent out: more is no limit. Source: their lists, November 2026. */
export const LARGEST = { cpu: "2048", memory: "32Ti", "ephemeral-storage": "128Ti" } as const;

/** Whether the value is a quantity at most so large. */
export function isAtMost(most: Plain): (value: Plain) => boolean {
  return (value) => (quantityOf(value) ?? Infinity) <= (quantityOf(most) ?? 0);
}
