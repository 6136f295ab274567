import { UNKNOWN, type Plain } from "./verdict.ts";
import type { PlainRecord } from "./plain.ts";

/** What the engine sends where a value is not known yet: one mark for each type (boolean, number, string, list, asset, archive, object). */
export const UNKNOWN_SENTINELS: ReadonlySet<unknown> = new Set([
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

/**
 * Properties of a resource as plain data in which unknown values are marked. The proxy around them throws on the first
 * unknown it is asked for, which would leave everything after it unjudged; property descriptors bypass it.
 */
export function plainProperties(proxied: object): PlainRecord {
  return Object.fromEntries(
    Object.keys(proxied).map((key) => [key, toPlain(Object.getOwnPropertyDescriptor(proxied, key)?.value)]),
  );
}

/** A raw value, below the proxy, as plain data. */
export function toPlain(raw: unknown): Plain {
  if (UNKNOWN_SENTINELS.has(raw)) return UNKNOWN;
  if (Array.isArray(raw)) return raw.map(toPlain);
  if (typeof raw === "object" && raw !== null) return objectToPlain(raw);
  if (typeof raw === "string" || typeof raw === "number" || typeof raw === "boolean" || raw === null) return raw;
  return undefined;
}

function objectToPlain(raw: object): Plain {
  // An asset's content is a promise; rules only need to know that there is one.
  if ("__pulumiAsset" in raw || "__pulumiArchive" in raw) return { $asset: true };
  return Object.fromEntries(Object.entries(raw).map(([key, value]) => [key, toPlain(value)]));
}
