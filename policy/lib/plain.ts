import { UNKNOWN, type Plain } from "./verdict.ts";

/** An object whose values may be unknown. */
export type PlainRecord = Readonly<Record<string, Plain>>;

/** A value together with the path it stands at, for messages. */
export interface Placed {
  readonly value: Plain;
  readonly path: string;
}

export function isUnknown(value: Plain): value is typeof UNKNOWN {
  return value === UNKNOWN;
}

export function isList(value: Plain): value is readonly Plain[] {
  return Array.isArray(value);
}

export function isRecord(value: Plain): value is PlainRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** True for a field that is not there: Kubernetes reads `null` as absent too. */
export function isAbsent(value: Plain): value is null | undefined {
  return value === undefined || value === null;
}

/**
 * The value at a path: `read(resource.props, "spec", "replicas")`. UNKNOWN when the value, or anything it stands in, is not
 * known yet; undefined when it is absent or the path runs into a value of another shape.
 */
export function read(value: Plain, ...path: readonly (string | number)[]): Plain {
  let current = value;
  for (const step of path) {
    if (isUnknown(current)) return UNKNOWN;
    current = child(current, step);
  }
  return current;
}

function child(value: Plain, step: string | number): Plain {
  if (isList(value)) return typeof step === "number" ? value[step] : undefined;
  // Own properties only: `constructor` must not be found in an empty object.
  return isRecord(value) && Object.hasOwn(value, String(step)) ? value[String(step)] : undefined;
}

/** The string, or undefined for everything else (an unknown too: ask `isUnknown` first). */
export function text(value: Plain): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** The number, or undefined for everything else (an unknown too: ask `isUnknown` first). */
export function number(value: Plain): number | undefined {
  return typeof value === "number" ? value : undefined;
}

/** The elements of a list. An unknown list is one unknown element, so that a loop over it meets the unknown. */
export function items(value: Plain): readonly Plain[] {
  if (isUnknown(value)) return [UNKNOWN];
  return isList(value) ? value : [];
}

/** The elements of a list with their paths: `elements(read(spec, "volumes"), "spec.volumes")` gives `spec.volumes[0]` ... */
export function elements(value: Plain, path: string): readonly Placed[] {
  if (isUnknown(value)) return [{ value: UNKNOWN, path }];
  return items(value).map((element, index) => ({ value: element, path: `${path}[${index}]` }));
}

/** The fields of an object. An unknown object has none: ask `isUnknown` first. */
export function entries(value: Plain): readonly (readonly [string, Plain])[] {
  return isRecord(value) ? Object.entries(value) : [];
}

/** Path of the first unknown at or below a value, or undefined when everything is known. */
export function findUnknown(value: Plain, path: string): string | undefined {
  if (isUnknown(value)) return path;
  const children: readonly Placed[] = isList(value)
    ? elements(value, path)
    : entries(value).map(([key, field]): Placed => ({ value: field, path: `${path}.${key}` }));
  for (const { value: inner, path: at } of children) {
    const found = findUnknown(inner, at);
    if (found !== undefined) return found;
  }
  return undefined;
}
