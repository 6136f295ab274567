/** Finds configured secrets that a program put somewhere without marking them as secret. Pure. */
import type { Registered } from "./deployment.ts";
import { formsOf } from "./redact.ts";
import { isObject, signatureOf } from "./values.ts";
import type { Wire, WireObject } from "./values.ts";

export interface Leak {
  readonly urn: string;
  readonly path: string;
}

/** A short secret is only recognised when it is the whole text. */
const SHORT = 8;

/** Names of resources and fields are words: `password` may be both a bad secret and a good name. */
const LEAST_IN_NAME = 12;

interface Recognise {
  (text: string): boolean;
  readonly inName: (name: string) => boolean;
}

function recogniser(secretTexts: ReadonlyMap<string, string>): Recognise {
  const forms = [...secretTexts.keys()].flatMap(formsOf);
  const inText = (text: string): boolean => forms.some((form) => (form.length < SHORT ? text === form : text.includes(form)));
  const inName = (name: string): boolean => forms.some((form) => form.length >= LEAST_IN_NAME && name.includes(form));
  return Object.assign(inText, { inName });
}

/** Paths of bare secrets. A marked secret is not looked into; an output value may be one. */
function pathsIn(value: Wire, path: string, recognise: Recognise): string[] {
  const kind = signatureOf(value);
  if (kind === "secret" || (kind === "output" && (value as WireObject)["secret"] === true)) {
    return [];
  }
  if (typeof value === "string") {
    return recognise(value) ? [path] : [];
  }
  if (kind === "output") {
    return pathsIn((value as WireObject)["value"] ?? null, path, recognise);
  }
  if (Array.isArray(value)) {
    return value.flatMap((child: Wire, index) => pathsIn(child, `${path}[${String(index)}]`, recognise));
  }
  return isObject(value) ? propertyPaths(value, path, recognise) : [];
}

function propertyPaths(value: WireObject, path: string, recognise: Recognise): string[] {
  return Object.keys(value)
    .sort()
    .flatMap((key) => {
      const at = path === "" ? key : `${path}.${key}`;
      return recognise.inName(key) ? [at] : pathsIn(value[key] ?? null, at, recognise);
    });
}

/** The name, by which its URN shows it; inputs by their path; registered outputs, the stack's among them, under `outputs.`. */
export function findLeaks(resources: readonly Registered[], secretTexts: ReadonlyMap<string, string>): Leak[] {
  if (secretTexts.size === 0) {
    return [];
  }
  const recognise = recogniser(secretTexts);
  return resources.flatMap((resource) => {
    const name = recognise.inName(resource.declaration.name) ? ["name"] : [];
    const inputs = propertyPaths(resource.declaration.inputs, "", recognise);
    const outputs = resource.read ? [] : propertyPaths(resource.outputs ?? {}, "outputs", recognise);
    return [...name, ...inputs, ...outputs].map((path) => ({ urn: resource.urn, path }));
  });
}
