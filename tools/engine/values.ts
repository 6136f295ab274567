/**
 * Values as they travel between a program, the engine and a policy pack: plain JSON in which special objects carry a
 * signature. Pure.
 *
 * Three shapes of the same value are used:
 * - **wire**: what the SDK sends. Secrets and unknowns are marked; remote components also send output values.
 * - **analyzer**: what the real engine hands to a policy pack: output values and resource references are flattened.
 * - **recorded**: what a preview record keeps: secrets lose their value.
 */
import type { Recorded } from "./record.ts";

export type Wire = string | number | boolean | null | readonly Wire[] | WireObject;
export interface WireObject {
  readonly [key: string]: Wire;
}

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const RESOURCE = "5cf8f73096256a8f31e491e813e4eb8e";
const ASSET = "c44067f5952c0a294b673a41bacd8c17";
const ARCHIVE = "0def7320c3a5731c473e5ecbe6d01bc7";

/** The sentinel for an unknown string; the SDK sends it for unknowns of every type. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Sentinels of typed unknowns, which other language runtimes may send. */
const UNKNOWNS = new Set([
  UNKNOWN,
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

export function isUnknown(value: Wire): boolean {
  return typeof value === "string" && UNKNOWNS.has(value);
}

export function isObject(value: Wire | undefined): value is WireObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What kind of special object this is, if any. */
export function signatureOf(value: Wire): "secret" | "output" | "resource" | "asset" | "archive" | undefined {
  if (!isObject(value)) {
    return undefined;
  }
  const names = {
    [SECRET]: "secret",
    [OUTPUT]: "output",
    [RESOURCE]: "resource",
    [ASSET]: "asset",
    [ARCHIVE]: "archive",
  } as const;
  return names[value[SIGNATURE] as keyof typeof names];
}

export function secret(value: Wire): WireObject {
  return { [SIGNATURE]: SECRET, value };
}

export function resourceReference(urn: string, id?: string): WireObject {
  return { [SIGNATURE]: RESOURCE, urn, ...(id === undefined ? {} : { id }) };
}

function mapChildren(value: Wire, change: (child: Wire) => Wire): Wire {
  if (Array.isArray(value)) {
    return value.map(change);
  }
  if (isObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, change(child)]));
  }
  return value;
}

/** Secrets and unknowns as output values: the form in which transforms expect them. */
export function withOutputValues(value: Wire): Wire {
  if (isUnknown(value)) {
    return { [SIGNATURE]: OUTPUT };
  }
  if (signatureOf(value) === "secret") {
    const inner = (value as WireObject)["value"] ?? null;
    return isUnknown(inner)
      ? { [SIGNATURE]: OUTPUT, secret: true }
      : { [SIGNATURE]: OUTPUT, value: withOutputValues(inner), secret: true };
  }
  if (signatureOf(value) === "asset" || signatureOf(value) === "archive") {
    return value;
  }
  return mapChildren(value, withOutputValues);
}

/** An input property together with the resources it depends on, as an output value. */
export function withDependencies(value: Wire, dependencies: readonly string[]): Wire {
  if (dependencies.length === 0) {
    return value;
  }
  if (signatureOf(value) !== "output") {
    return { [SIGNATURE]: OUTPUT, value, dependencies };
  }
  const own = (value as WireObject)["dependencies"];
  const merged = [...new Set([...(Array.isArray(own) ? (own as string[]) : []), ...dependencies])];
  return { ...(value as WireObject), dependencies: merged };
}

/** Output values back to plain values, secrets and unknowns. Their dependencies are lost. */
export function withoutOutputValues(value: Wire): Wire {
  if (signatureOf(value) === "output") {
    const output = value as WireObject;
    const inner = output["value"] === undefined ? UNKNOWN : withoutOutputValues(output["value"]);
    return output["secret"] === true ? secret(inner) : inner;
  }
  return mapChildren(value, withoutOutputValues);
}

/** Every resource that an output value anywhere inside depends on. */
export function dependenciesIn(value: Wire, found = new Set<string>()): Set<string> {
  if (Array.isArray(value)) {
    value.forEach((child: Wire) => dependenciesIn(child, found));
  } else if (isObject(value)) {
    const own = signatureOf(value) === "output" ? value["dependencies"] : undefined;
    for (const urn of Array.isArray(own) ? (own as string[]) : []) {
      found.add(urn);
    }
    Object.values(value).forEach((child) => dependenciesIn(child, found));
  }
  return found;
}

export function containsUnknown(value: Wire): boolean {
  if (isUnknown(value)) {
    return true;
  }
  if (signatureOf(value) === "output" && (value as WireObject)["value"] === undefined) {
    return true;
  }
  return Array.isArray(value) ? value.some(containsUnknown) : isObject(value) && Object.values(value).some(containsUnknown);
}

/** The id of a referenced custom resource, or the URN of a referenced component. */
function flattenReference(reference: WireObject): Wire {
  const id = reference["id"];
  return id === undefined ? (reference["urn"] ?? null) : id === "" ? UNKNOWN : id;
}

/**
 * What a policy pack receives. Secrets keep their mark (the policy SDK unwraps it and shows plain text); keys starting
 * with `__` are internal to providers and left out.
 */
export function forAnalyzer(value: Wire): Wire {
  switch (signatureOf(value)) {
    case "output":
      return forAnalyzer(withoutOutputValues(value));
    case "resource":
      return flattenReference(value as WireObject);
    case "asset":
    case "archive":
      return value;
    case "secret":
    case undefined:
      break;
  }
  if (isObject(value)) {
    const visible = Object.entries(value).filter(([key]) => !key.startsWith("__"));
    return Object.fromEntries(visible.map(([key, child]) => [key, forAnalyzer(child)]));
  }
  return mapChildren(value, forAnalyzer);
}

/** Names the content of an asset; see `assets.ts`. */
export type AssetDigest = (asset: WireObject) => string;

/** What a record keeps: keys sorted, secrets redacted. */
export function toRecorded(value: Wire, digest: AssetDigest): Recorded {
  switch (signatureOf(value)) {
    case "secret":
      return { $secret: true };
    case "output":
      return toRecorded(withoutOutputValues(value), digest);
    case "resource":
      return toRecorded(flattenReference(value as WireObject), digest);
    case "asset":
    case "archive":
      return { $asset: digest(value as WireObject) };
    case undefined:
      break;
  }
  if (isUnknown(value)) {
    return { $unknown: true };
  }
  if (Array.isArray(value)) {
    return value.map((child: Wire) => toRecorded(child, digest));
  }
  return isObject(value) ? recordedProperties(value, digest) : (value as Recorded);
}

export function recordedProperties(value: WireObject, digest: AssetDigest): Record<string, Recorded> {
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.map((key) => [key, toRecorded(value[key] ?? null, digest)]));
}

/** A fixture's value as the wire has it: `{$unknown: true}` and `{$secret: value}` become marks. */
export function fromFixture(value: Recorded): Wire {
  if (Array.isArray(value)) {
    return value.map((child: Recorded) => fromFixture(child));
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  const entries = Object.entries(value as Record<string, Recorded>);
  const [only] = entries;
  if (entries.length === 1 && only?.[0] === "$unknown") {
    return UNKNOWN;
  }
  if (entries.length === 1 && only?.[0] === "$secret") {
    return secret(fromFixture(only[1]));
  }
  return Object.fromEntries(entries.map(([key, child]) => [key, fromFixture(child)]));
}
