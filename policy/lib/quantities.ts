import type { Plain } from "./verdict.ts";

/** https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/ */
const QUANTITY = /^\+?(\d+(?:\.\d*)?|\.\d+)(?:[numkMGTPE]|[KMGTPE]i|[eE][+-]?\d+)?$/;

/** Whether the value is a quantity above zero: a limit of zero is no limit. */
export function isPositiveQuantity(value: Plain): boolean {
  if (typeof value === "number") return value > 0;
  return typeof value === "string" && Number(QUANTITY.exec(value)?.[1] ?? 0) > 0;
}
