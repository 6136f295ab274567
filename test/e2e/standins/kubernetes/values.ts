/** Properties as the engine sends them, as the API server takes them, and back. Pure. */
import { containsUnknown, isObject, secret, signatureOf, type Wire, type WireObject } from "../../../../tools/engine/values.ts";

/** Without secret marks: what the API server gets. */
export function plain(value: Wire): Wire {
  if (signatureOf(value) === "secret") return plain((value as WireObject)["value"] ?? null);
  if (Array.isArray(value)) return value.map(plain);
  if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, plain(child)]));
  return value;
}

export function plainObject(value: WireObject): WireObject {
  return plain(value) as WireObject;
}

export { containsUnknown };

/** Secret marks of `marked`, put on the same places of `value`; a Kubernetes Secret's contents are always secret. */
export function withSecretsOf(marked: Wire, value: Wire): Wire {
  if (signatureOf(marked) === "secret") return secret(value);
  if (Array.isArray(marked) && Array.isArray(value))
    return value.map((child: Wire, index) => withSecretsOf((marked[index] ?? null) as Wire, child));
  if (!isObject(marked) || !isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, withSecretsOf(marked[key] ?? null, child)]));
}

export function secretContents(object: WireObject): WireObject {
  if (object["kind"] !== "Secret") return object;
  const hide = (key: string): WireObject => {
    const content = object[key];
    return content === undefined || signatureOf(content) === "secret" ? {} : { [key]: secret(content) };
  };
  return { ...object, ...hide("data"), ...hide("stringData") };
}

/**
 * Of the live object only what the program declared, inside lists too: the API server adds defaults everywhere, and each
 * would look like drift. Lists are matched by name where their entries have one, else by position.
 *
 * The server also drops what means nothing (`readOnly: false`, `annotations: {}`). `before` is the declared part as it was
 * last seen: what was missing then already is no drift and is answered as declared.
 */
export function declaredPart(declared: Wire, live: Wire | undefined, before?: Wire): Wire | undefined {
  if (live === undefined) return undefined;
  if (Array.isArray(declared) && Array.isArray(live)) return declaredList(declared, live, before);
  if (!isObject(declared) || !isObject(live)) return live;
  const entries = Object.entries(declared).flatMap(([key, child]) => {
    const dropped = isObject(before) && before[key] === undefined && live[key] === undefined;
    const part = dropped ? child : declaredPart(child, live[key], isObject(before) ? before[key] : undefined);
    return part === undefined ? [] : [[key, part] as const];
  });
  return Object.fromEntries(entries);
}

function declaredList(declared: readonly Wire[], live: readonly Wire[], before: Wire | undefined): Wire {
  const named = declared.every((entry) => isObject(entry) && typeof entry["name"] === "string");
  const partner = (list: readonly Wire[], entry: Wire, index: number): Wire | undefined =>
    named ? list.find((candidate) => isObject(candidate) && candidate["name"] === (entry as WireObject)["name"]) : list[index];
  const parts = declared.flatMap((entry, index) => {
    const last = Array.isArray(before) ? partner(before, entry, index) : undefined;
    const part = declaredPart(entry, partner(live, entry, index), last);
    return part === undefined ? [] : [part];
  });
  const added = named ? [] : live.slice(declared.length);
  return [...parts, ...added];
}

/** `spec.replicas` -> how it differs. */
export type Differences = ReadonlyMap<string, "add" | "delete" | "update">;

export function differences(before: Wire | undefined, after: Wire | undefined, path = ""): Differences {
  if (JSON.stringify(before) === JSON.stringify(after)) return new Map();
  if (before === undefined) return new Map([[path, "add"]]);
  if (after === undefined) return new Map([[path, "delete"]]);
  if (Array.isArray(before) && Array.isArray(after)) {
    const places = Array.from({ length: Math.max(before.length, after.length) }, (_, index) => index);
    return new Map(places.flatMap((index) => [...differences(before[index] as Wire, after[index] as Wire, `${path}[${index}]`)]));
  }
  if (isObject(before) && isObject(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return new Map(keys.flatMap((key) => [...differences(before[key], after[key], step(path, key))]));
  }
  return new Map([[path, "update"]]);
}

/** As Pulumi writes property paths: keys with dots in quotes. */
function step(path: string, key: string): string {
  if (!/^[A-Za-z_$][\w$-]*$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === "" ? key : `${path}.${key}`;
}
