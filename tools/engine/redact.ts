/** Keeps secret texts out of what others wrote: log lines, violations, errors, and inputs that hold a secret bare. Pure. */
import type { Registered } from "./deployment.ts";
import type { Recorded } from "./record.ts";
import { isObject, isUnknown, signatureOf } from "./values.ts";
import type { Wire, WireObject } from "./values.ts";

/** Shorter texts are words that occur by chance. */
const SHORTEST = 6;
const MARK = "[secret]";

export type Redact = (text: string) => string;

export function redactor(secretTexts: Iterable<string>): Redact {
  const forms = new Set([...secretTexts].flatMap((text) => [...formsOf(text), ...linesOf(text)]));
  const texts = [...forms].filter((text) => text.length >= SHORTEST).sort((a, b) => b.length - a.length);
  return (text) => texts.reduce((clean, secretText) => clean.replaceAll(secretText, MARK), text);
}

/** A secret as it is, as manifests have it (Base64, also of `user:secret`), and inside JSON and URLs. */
export function formsOf(secretText: string): readonly string[] {
  const bytes = Buffer.from(secretText);
  const escaped = JSON.stringify(secretText).slice(1, -1);
  const inUrl = encodeURIComponent(bytes.toString());
  return [...new Set([secretText, bytes.toString("base64"), bytes.toString("hex"), escaped, inUrl, ...inBase64(bytes)])];
}

/** Too few bytes leave too few characters that come of the secret alone. */
const SHORTEST_INSIDE = 12;

/** The characters that a secret always leaves in the Base64 of a longer text, whichever of three ways it falls. */
function inBase64(bytes: Buffer): readonly string[] {
  if (bytes.length < SHORTEST_INSIDE) return [];
  return [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes]).toString("base64url");
    const isWhole = (before + bytes.length) % 3 === 0;
    const inner = text.slice(Math.ceil((before * 4) / 3), isWhole ? undefined : -1);
    // The alphabet of URLs differs in two characters; what lies around them is long enough to be known by.
    return inner.replaceAll("-", "+").replaceAll("_", "/");
  });
}

/** A log shows a key of several lines line by line; the frame of a PEM file is no secret. */
function linesOf(secretText: string): readonly string[] {
  const lines = secretText.split(/\r?\n/).map((line) => line.trim());
  return lines.length === 1 ? [] : lines.filter((line) => line.length >= 16 && !line.startsWith("-----"));
}

/** The same value with every text cleaned, the names of fields too. */
export function redactValue<Value extends Recorded>(value: Value, redact: Redact): Value {
  if (typeof value === "string") {
    return redact(value) as Value;
  }
  if (Array.isArray(value)) {
    return value.map((child: Recorded) => redactValue(child, redact)) as Recorded as Value;
  }
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, child]) => [redact(key), redactValue(child as Recorded, redact)]),
    ) as Recorded as Value;
  }
  return value;
}

function textsIn(value: Wire, hidden: boolean, found: Set<string>): void {
  if (typeof value === "string") {
    if (hidden && !isUnknown(value)) {
      found.add(value);
    }
    return;
  }
  if (Array.isArray(value)) {
    value.forEach((child: Wire) => textsIn(child, hidden, found));
    return;
  }
  if (isObject(value)) {
    collectFrom(value, hidden, found);
  }
}

function collectFrom(value: WireObject, hidden: boolean, found: Set<string>): void {
  const kind = signatureOf(value);
  if (kind === "secret" || kind === "output") {
    textsIn(value["value"] ?? null, hidden || kind === "secret" || value["secret"] === true, found);
    return;
  }
  for (const child of Object.values(value)) {
    textsIn(child, hidden, found);
  }
}

/** Every text that a program marked as secret somewhere. */
export function secretTextsOf(resources: Iterable<Registered>): Set<string> {
  const found = new Set<string>();
  for (const { declaration, outputs } of resources) {
    textsIn(declaration.inputs, false, found);
    textsIn(outputs ?? null, false, found);
  }
  return found;
}
