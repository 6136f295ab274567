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
  const texts = [...new Set(secretTexts)].filter((text) => text.length >= SHORTEST).sort((a, b) => b.length - a.length);
  return (text) => texts.reduce((clean, secretText) => clean.replaceAll(secretText, MARK), text);
}

/** A secret as it is and as Kubernetes manifests have it. */
export function formsOf(secretText: string): readonly string[] {
  return [secretText, Buffer.from(secretText).toString("base64")];
}

/** The same value with every text cleaned. */
export function redactValue<Value extends Recorded>(value: Value, redact: Redact): Value {
  if (typeof value === "string") {
    return redact(value) as Value;
  }
  if (Array.isArray(value)) {
    return value.map((child: Recorded) => redactValue(child, redact)) as Recorded as Value;
  }
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, child]) => [key, redactValue(child as Recorded, redact)]),
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
