import { text } from "../plain.ts";
import type { Plain } from "../verdict.ts";

/** What a field that takes JSON as text says; an object is returned as it is, and undefined for text that is no JSON. */
export function parseJson(value: Plain): Plain {
  const written = text(value);
  if (written === undefined) return value;
  try {
    return JSON.parse(written) as Plain;
  } catch {
    return undefined;
  }
}
