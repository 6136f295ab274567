import { readingsOf } from "../blast/readings.ts";
import { entries, isList, isRecord, read, text } from "../plain.ts";
import { podSpecsOf, type PodSpecView } from "../podSpecs.ts";
import type { World } from "../rule.ts";
import type { Plain, PolicyResource } from "../verdict.ts";
import { oncePerWorld } from "../world.ts";

/** A workload that ships to a store. */
export interface Writer {
  readonly resource: PolicyResource;
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly pod: PodSpecView;
}

/**
 * Workloads by the name of the store that they say: in what a container runs with, or in a ConfigMap that the pod gets. Every
 * text of the world is read once, whatever the number of stores.
 */
export function writersByStore(world: World, names: readonly string[]): ReadonlyMap<string, readonly Writer[]> {
  const search = searchFor(names);
  const maps = mapsOf(world);
  const inMap = new Map<string, ReadonlySet<string>>();
  const saidByMap = (key: string): ReadonlySet<string> => {
    const said =
      inMap.get(key) ??
      namesIn(
        (maps.get(key) ?? []).map(({ props }) => [props["data"] ?? null]),
        search,
      );
    inMap.set(key, said);
    return said;
  };
  const found = world.resources.flatMap((resource) =>
    podSpecsOf(resource).flatMap((pod) => {
      const writer = writerOf(resource, pod);
      const configs = readingsOf(pod, writer.namespace).filter(({ kind }) => kind === "ConfigMap");
      const said = new Set([...namesIn(ownTexts(pod), search), ...configs.flatMap(({ name }) => [...saidByMap(name)])]);
      return [...said].map((store) => ({ store, writer }));
    }),
  );
  return new Map(
    [...Map.groupBy(found, ({ store }) => store)].map(([store, all]) => [store, all.map(({ writer }) => writer)] as const),
  );
}

/** ConfigMaps by `namespace/name`. */
const mapsOf = oncePerWorld((world) =>
  Map.groupBy(world.byKind("ConfigMap", ""), ({ kubernetes }) => `${kubernetes?.namespace ?? "default"}/${kubernetes?.name}`),
);

function writerOf(resource: PolicyResource, pod: PodSpecView): Writer {
  return {
    resource,
    pod,
    namespace: resource.kubernetes?.namespace ?? "default",
    serviceAccount: text(read(pod.spec, "serviceAccountName")) ?? "default",
  };
}

function ownTexts({ containers }: PodSpecView): readonly Plain[] {
  return containers.flatMap(({ container }) => ["args", "command", "env"].map((field) => read(container, field)));
}

type Search = ReadonlyMap<string, readonly string[]>;

const WORD = /[a-z0-9-]+/g;

/** Names by their first word: a name with dots has several. */
function searchFor(names: readonly string[]): Search {
  return Map.groupBy(new Set(names), (name) => name.match(WORD)?.[0] ?? "");
}

/** Names that stand in texts as whole words. */
function namesIn(values: readonly Plain[], search: Search): ReadonlySet<string> {
  return new Set(values.flatMap(textsIn).flatMap((written) => [...written.matchAll(WORD)].flatMap(namesAt(written, search))));
}

function namesAt(written: string, search: Search): (word: RegExpExecArray) => readonly string[] {
  const isWhole = (name: string, at: number): boolean =>
    written.startsWith(name, at) && !/[a-z0-9-]/.test(written.charAt(at + name.length));
  return ({ 0: word, index }) => (search.get(word) ?? []).filter((name) => isWhole(name, index));
}

function textsIn(value: Plain): readonly string[] {
  if (typeof value === "string") return [value];
  if (isList(value)) return value.flatMap(textsIn);
  return isRecord(value) ? entries(value).flatMap(([, inner]) => textsIn(inner)) : [];
}
