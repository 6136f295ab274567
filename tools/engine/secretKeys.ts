/** What may be shown of a Kubernetes Secret: the names of its keys, which pods refer to in plain. Pure. */
import type { Declaration } from "./declaration.ts";
import { isObject, signatureOf, withoutOutputValues } from "./values.ts";
import type { Wire } from "./values.ts";

const SECRET_TYPE = /^kubernetes:core\/v1:Secret(?:Patch)?$/u;
const FIELDS = ["data", "stringData"];

/** Field -> sorted names of its keys, for the fields whose keys are known; undefined for every other resource. */
export function secretKeysOf({
  type,
  inputs,
}: Pick<Declaration, "type" | "inputs">): Readonly<Record<string, readonly string[]>> | undefined {
  if (!SECRET_TYPE.test(type)) {
    return undefined;
  }
  const known = FIELDS.map((field) => [field, unwrapped(inputs[field] ?? null)] as const);
  return Object.fromEntries(known.flatMap(([field, map]) => (isObject(map) ? [[field, Object.keys(map).sort()]] : [])));
}

/** The SDK marks the whole map as secret. */
function unwrapped(value: Wire): Wire {
  const plain = withoutOutputValues(value);
  return isObject(plain) && signatureOf(plain) === "secret" ? (plain["value"] ?? null) : plain;
}
