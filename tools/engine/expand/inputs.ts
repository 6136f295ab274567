/** Inputs of a component to expand: everything must be known, and secrets are looked into. Pure. */
import type { Registered } from "../deployment.ts";
import { containsUnknown, isObject, isUnknown, signatureOf, withoutOutputValues } from "../values.ts";
import type { Wire, WireObject } from "../values.ts";
import type { ManifestOptions } from "./manifests.ts";

/** Names of the inputs that are not known yet; with one of them the provider would make no children either. */
export function unknownInputs(component: Registered): string | undefined {
  const names = Object.keys(component.declaration.inputs).filter((key) =>
    containsUnknown(component.declaration.inputs[key] ?? null),
  );
  return names.length === 0 ? undefined : `its input ${names.sort().join(", ")} is not known before deployment`;
}

export function knownInputs(component: Registered): WireObject {
  return withoutOutputValues(component.declaration.inputs) as WireObject;
}

/** The value below any secret marks. Only for values that do not become part of an object. */
export function unwrap(value: Wire | undefined): Wire {
  if (value === undefined) {
    return null;
  }
  if (signatureOf(value) === "secret") {
    return unwrap((value as WireObject)["value"]);
  }
  if (Array.isArray(value)) {
    return value.map((child: Wire) => unwrap(child));
  }
  return isObject(value) ? Object.fromEntries(Object.entries(value).map(([key, child]) => [key, unwrap(child)])) : value;
}

export function textInput(inputs: WireObject, key: string): string | undefined {
  const value = unwrap(inputs[key]);
  return typeof value === "string" && value !== "" && !isUnknown(value) ? value : undefined;
}

/** Options that every such component has. */
export function manifestOptions(component: Registered, inputs: WireObject, provider: Registered | undefined): ManifestOptions {
  const fromProvider = provider === undefined ? undefined : textInput(provider.declaration.inputs, "namespace");
  return {
    prefix: textInput(inputs, "resourcePrefix") ?? component.declaration.name,
    namespace: textInput(inputs, "namespace") ?? fromProvider ?? "default",
    skipAwait: unwrap(inputs["skipAwait"]) === true,
  };
}

export function isRemoteAddress(path: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//iu.test(path);
}
