/** What the offline engine and the real engine say of the same program, brought into one form. Pure. */
import type { PreviewRecord, Recorded, RecordedResource } from "../../../tools/engine/record.ts";
import { UNKNOWN } from "../../../tools/engine/values.ts";
import type { State, StateResource } from "./stackRun.ts";

/** Key -> a line of JSON. */
type Comparable = ReadonlyMap<string, string>;

/** One line for each difference; empty when both say the same. What is unknown offline may be anything, once it is known. */
export function differencesOf(ours: Comparable, real: Comparable): readonly string[] {
  const keys = [...new Set([...ours.keys(), ...real.keys()])].sort();
  return keys.flatMap((key) => {
    const [left, right] = [ours.get(key), real.get(key)];
    if (left === right) return [];
    if (left === undefined) return [`${key}: only the real engine has it`];
    if (right === undefined) return [`${key}: only the offline engine has it`];
    const paths = pathsThatDiffer(JSON.parse(left), JSON.parse(right));
    return paths.length === 0 ? [] : [`${key}:${paths.join("; ")}`];
  });
}

function pathsThatDiffer(left: unknown, right: unknown, path = ""): readonly string[] {
  if (JSON.stringify(left) === JSON.stringify(right)) return [];
  if (isObject(left) && left["$unknown"] === true && right !== undefined && right !== null) return [];
  if (!isObject(left) || !isObject(right)) return [` ${path} offline ${JSON.stringify(left)} real ${JSON.stringify(right)}`];
  const keys = [...new Set([...Object.keys(left), ...Object.keys(right)])];
  return keys.flatMap((key) => pathsThatDiffer(left[key], right[key], path === "" ? key : `${path}.${key}`));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

/** Everything that both sides keep of a resource. */
export function declaredOffline({ resources }: PreviewRecord): Comparable {
  return new Map(resources.map((resource) => [resource.urn, line(offlineView(resource))]));
}

function offlineView(resource: RecordedResource): Readonly<Record<string, unknown>> {
  return {
    type: resource.type,
    parent: resource.parent,
    custom: resource.custom,
    inputs: resource.inputs,
    protect: resource.protect,
    retainOnDelete: resource.retainOnDelete,
    deletedWith: resource.deletedWith,
    provider: resource.provider,
    dependencies: [...resource.dependsOn].sort(),
    propertyDependencies: withoutEmpty(resource.propertyDependencies),
    ...(resource.custom ? {} : { outputs: resource.outputs ?? {} }),
  };
}

export function registeredByEngine({ deployment }: State): Comparable {
  return new Map((deployment.resources ?? []).map((resource) => [resource.urn, line(realView(resource))]));
}

function realView(resource: StateResource & { readonly custom?: boolean }): Readonly<Record<string, unknown>> {
  // What the engine itself keeps of a provider is no input of the program.
  const inputs = Object.fromEntries(Object.entries(resource.inputs ?? {}).filter(([key]) => key !== "__internal"));
  return {
    type: resource.type,
    parent: resource.parent,
    custom: resource.custom === true,
    inputs: asRecorded(inputs),
    protect: resource.protect === true,
    retainOnDelete: resource.retainOnDelete === true,
    deletedWith: resource.deletedWith === "" ? undefined : resource.deletedWith,
    // The state names a provider by URN and id.
    provider: resource.provider?.replace(/::[^:]+$/, ""),
    dependencies: [...(resource.dependencies ?? [])].sort(),
    propertyDependencies: withoutEmpty(resource.propertyDependencies ?? {}),
    ...(resource.custom === true ? {} : { outputs: asRecorded(resource.outputs ?? {}) }),
  };
}

/** The state names every property, also those that depend on nothing; in which order is chance. */
function withoutEmpty(dependencies: Readonly<Record<string, readonly string[] | null>>): Readonly<Record<string, unknown>> {
  const some = Object.entries(dependencies).filter(([, urns]) => urns !== null && urns.length > 0);
  return Object.fromEntries(some.map(([key, urns]) => [key, [...(urns ?? [])].sort()]));
}

const SIGNATURE = "4dabf18193072939515e22adb298388d";

/** As a record keeps values: of a secret, that it is one. */
function asRecorded(value: unknown): Recorded {
  if (Array.isArray(value)) return value.map(asRecorded);
  if (value === UNKNOWN) return { $unknown: true };
  if (!isObject(value)) return value as Recorded;
  if (SIGNATURE in value) return { $secret: true };
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, asRecorded(child)]));
}

/**
 * What the witness pack wrote down. Secrets reach policies in plain text, and offline they are placeholders. Stack policies
 * see what the provider answered, and the API server drops what means nothing: empty objects, `readOnly: false`.
 */
export function witnessed(lines: string): Comparable {
  const calls = lines.split("\n").flatMap((text) => (text === "" ? [] : [JSON.parse(text) as Readonly<Record<string, unknown>>]));
  return new Map(
    calls.map((call) => {
      const seen = call["policy"] === "stack" ? withoutMeaningless(call) : call;
      return [`${String(call["policy"])} ${String(call["urn"])}`, line(seen).replace(SECRET, "<secret>")];
    }),
  );
}

/** For a comparison with what is known by now. */
export function withOpenUnknowns(seen: Comparable): Comparable {
  return new Map([...seen].map(([key, text]) => [key, text.replaceAll('"Symbol(palisade.unknown)"', '{"$unknown":true}')]));
}

/** Placeholders, generated secrets, and checksums over either. */
const SECRET = /offline-placeholder-for-[A-Za-z0-9-]+|aA1[0-9a-f]{48}|(?<="palisade\.dev\/secret-checksum":")[0-9a-f]{64}/g;

function withoutMeaningless(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutMeaningless);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([key, child]) => [key, withoutMeaningless(child)] as const);
  return Object.fromEntries(entries.filter(([key, child]) => !isEmpty(child) && !(key === "readOnly" && child === false)));
}

function isEmpty(value: unknown): boolean {
  return isObject(value) && !Array.isArray(value) && Object.keys(value).length === 0;
}

/** Keys sorted, absent values left out: two equal values are two equal lines. */
function line(value: unknown): string {
  return JSON.stringify(sorted(value));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  const keys = Object.keys(value)
    .filter((key) => value[key] !== undefined)
    .sort();
  return Object.fromEntries(keys.map((key) => [key, sorted(value[key])]));
}

/** The steps that follow from two declarations of a stack, as `plannedSteps` names them. */
export function changedResources(before: PreviewRecord, after: PreviewRecord): readonly string[] {
  const inputs = ({ resources }: PreviewRecord): Comparable =>
    new Map(resources.filter(({ custom }) => custom).map((resource) => [resource.urn, line(resource.inputs)]));
  const [old, next] = [inputs(before), inputs(after)];
  const name = (urn: string): string => urn.split("::").at(-1) ?? urn;
  const kept = [...next].flatMap(([urn, text]) =>
    old.get(urn) === text ? [] : [`${old.has(urn) ? "update" : "create"} ${name(urn)}`],
  );
  const removed = [...old.keys()].filter((urn) => !next.has(urn)).map((urn) => `delete ${name(urn)}`);
  return [...kept, ...removed].sort();
}
