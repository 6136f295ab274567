import type { PreviewRecord, Recorded, RecordedResource } from "../engine/record.ts";

/** File name -> content of the golden record of one stack: a file for each top component, so that a diff reads as the review. */
export type GoldenFiles = ReadonlyMap<string, string>;

/** What is recorded of a preview: the resources of each top component and, apart, what the run as a whole declared. */
export function goldenFiles(record: PreviewRecord): GoldenFiles {
  const groups = new Map<string, RecordedResource[]>();
  const byUrn = new Map(record.resources.map((resource) => [resource.urn, resource]));
  for (const resource of record.resources) {
    const top = topComponent(resource, byUrn);
    groups.set(top, [...(groups.get(top) ?? []), resource]);
  }
  const files = [...groups].map(([top, resources]) => [`${top}.json`, canonical(resources.map(goldenResource))] as const);
  const run = {
    stackOutputs: record.stackOutputs,
    invokes: record.invokes,
    opaque: record.opaque,
    remediations: record.remediations,
    leaks: record.leaks,
  };
  return new Map([...files, ["run.json", canonical(run)] as const].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Name of the ancestor just below the platform component; `stack` for the stack and the platform themselves. */
function topComponent(resource: RecordedResource, byUrn: ReadonlyMap<string, RecordedResource>): string {
  const chain: RecordedResource[] = [resource];
  for (let next = parentOf(resource, byUrn); next !== undefined; next = parentOf(next, byUrn)) chain.unshift(next);
  const below = chain.filter((link) => !ROOTS.has(link.type));
  return below[0]?.name ?? "stack";
}

const ROOTS: ReadonlySet<string> = new Set(["pulumi:pulumi:Stack", "palisade:platform:Platform"]);

function parentOf(resource: RecordedResource, byUrn: ReadonlyMap<string, RecordedResource>): RecordedResource | undefined {
  return resource.parent === undefined ? undefined : byUrn.get(resource.parent);
}

/**
 * Defaults are left out; source positions too, for a moved line is no change of what is deployed; the keys of Secrets, which
 * stand where pods refer to them; and the aliases that an SDK gives each resource, which say nothing of the program.
 */
function goldenResource(resource: RecordedResource): Record<string, unknown> {
  const kept = { ...resource, aliases: resource.aliases.filter((alias) => !OTHER_API_VERSION.test(alias)) };
  return Object.fromEntries(Object.entries(kept).filter(([key, value]) => !LEFT_OUT.has(key) && !isDefault(value)));
}

/** `@pulumi/azure-native` names each resource's older API versions, sixty of some. */
const OTHER_API_VERSION = /\$azure-native:[^:]+\/v\d{8}\w*:\w+::/u;

const LEFT_OUT: ReadonlySet<string> = new Set<keyof RecordedResource>(["source", "secretKeys"]);

function isDefault(value: unknown): boolean {
  return (
    value === undefined || value === false || (typeof value === "object" && value !== null && Object.keys(value).length === 0)
  );
}

/** JSON with sorted keys and two spaces, ending in a newline. */
export function canonical(value: unknown): string {
  return `${JSON.stringify(sorted(value as Recorded), null, 2)}\n`;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}

/** Every difference between the committed record and the present one, a line each; empty when they are equal. */
export function goldenDifferences(committed: GoldenFiles, present: GoldenFiles): readonly string[] {
  const names = [...new Set([...committed.keys(), ...present.keys()])].sort();
  return names.flatMap((name) => {
    const [before, after] = [committed.get(name), present.get(name)];
    if (before === after) return [];
    if (before === undefined) return [`${name}: new`];
    if (after === undefined) return [`${name}: gone`];
    return [`${name}: ${firstDifference(before, after)}`];
  });
}

function firstDifference(before: string, after: string): string {
  const [old, now] = [before.split("\n"), after.split("\n")];
  const line = now.findIndex((text, index) => text !== old[index]);
  const at = line === -1 ? now.length : line;
  return `line ${at + 1} was ${JSON.stringify(old[at]?.trim() ?? "")}, is ${JSON.stringify(now[at]?.trim() ?? "")}`;
}
