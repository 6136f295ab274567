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

type Recognise = (text: string) => boolean;

function recogniser(secretTexts: ReadonlyMap<string, string>): Recognise {
  const forms = [...secretTexts.keys()].flatMap(formsOf);
  return (text) => forms.some((form) => (form.length < SHORT ? text === form : text.includes(form)));
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
    .flatMap((key) => pathsIn(value[key] ?? null, path === "" ? key : `${path}.${key}`, recognise));
}

/** Inputs by their path; registered outputs, the stack's among them, under `outputs.`. */
export function findLeaks(resources: readonly Registered[], secretTexts: ReadonlyMap<string, string>): Leak[] {
  if (secretTexts.size === 0) {
    return [];
  }
  const recognise = recogniser(secretTexts);
  return resources.flatMap((resource) => {
    const inputs = propertyPaths(resource.declaration.inputs, "", recognise);
    const outputs = resource.read ? [] : propertyPaths(resource.outputs ?? {}, "outputs", recognise);
    return [...inputs, ...outputs].map((path) => ({ urn: resource.urn, path }));
  });
}
