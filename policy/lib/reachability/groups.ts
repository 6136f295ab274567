import { asCidr, cidrRange } from "./addresses.ts";
import { compareText } from "./cluster.ts";
import type { ReportedPort } from "./ports.ts";

/** One end that may open a connection to another. */
export interface Connection {
  /** `namespace/name[Kind]`, or a CIDR. */
  readonly from: string;
  readonly to: string;
  readonly ports: readonly ReportedPort[];
}

/** Connections on the same ports: each of `from` reaches each of `to`, but a bare Pod (`[Pod]`) not itself. */
export interface ConnectionGroup {
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly ports: readonly ReportedPort[];
}

/** What the user named: `namespace/name`, `namespace/name[Kind]`, an address or a CIDR; undefined takes every end. */
export interface WantedEnds {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/**
 * The same connections in as few groups as their sources and destinations allow: first all destinations of a source, then
 * all sources with those destinations. No connection may come twice.
 */
export function mergeGroups(groups: readonly ConnectionGroup[]): readonly ConnectionGroup[] {
  const keys = new Map<object, string>();
  const keyOf = (part: object): string => {
    const key = keys.get(part) ?? JSON.stringify(part);
    keys.set(part, key);
    return key;
  };
  const bySource = joined(groups, "to", ({ from, to, ports }) => [keyOf(from), keyOf(ports), isAddress(to)].join(" "));
  const byDestination = joined(bySource, "from", ({ from, to, ports }) => [keyOf(to), keyOf(ports), isAddress(from)].join(" "));
  return byDestination.sort((a, b) => compareEnds(a.from[0], b.from[0]) || compareEnds(a.to[0], b.to[0]));
}

/** One group for all with the same key, which differ only in the ends on one side. */
function joined(
  groups: readonly ConnectionGroup[],
  side: "from" | "to",
  keyOf: (group: ConnectionGroup) => string,
): ConnectionGroup[] {
  return [...Map.groupBy(groups, keyOf).values()].flatMap((alike) => {
    const [first] = alike;
    if (first === undefined) return [];
    return alike.length === 1 ? [first] : [{ ...first, [side]: alike.flatMap((group) => group[side]).sort(compareEnds) }];
  });
}

/** The part of the groups between what the user named. An address stands for every row that holds it, a CIDR for every row it touches. */
export function selectGroups(groups: readonly ConnectionGroup[], { from, to }: WantedEnds): readonly ConnectionGroup[] {
  const [isSource, isDestination] = [endTest(from), endTest(to)];
  return groups
    .map((group) => ({ ...group, from: group.from.filter(isSource), to: group.to.filter(isDestination) }))
    .filter((group) => countConnections([group]) > 0);
}

function endTest(wanted: string | undefined): (end: string) => boolean {
  if (wanted === undefined) return () => true;
  const named = cidrRange(asCidr(wanted));
  return (end) => {
    if (end === wanted || end.startsWith(`${wanted}[`)) return true;
    const held = named === undefined ? undefined : cidrRange(end);
    return held !== undefined && named !== undefined && held.start < named.end && named.start < held.end;
  };
}

/** How many connections the groups hold. */
export function countConnections(groups: readonly ConnectionGroup[]): number {
  return groups.reduce((sum, { from, to }) => {
    const bare = new Set(from.filter(isBarePod));
    return sum + from.length * to.length - to.filter((end) => bare.has(end)).length;
  }, 0);
}

/** Every connection by itself: by source, workloads before addresses. Quadratic, so count them first. */
export function listConnections(groups: readonly ConnectionGroup[]): readonly Connection[] {
  const all = groups.flatMap(({ from: sources, to: destinations, ports }) =>
    sources.flatMap((from) => destinations.flatMap((to) => (from === to && isBarePod(from) ? [] : [{ from, to, ports }]))),
  );
  return all.sort((a, b) =>
    isWorkload(a.from) && isWorkload(b.from)
      ? compareEnds(a.from, b.from) || compareEnds(a.to, b.to)
      : Number(isWorkload(b.from)) - Number(isWorkload(a.from)) || compareEnds(a.to, b.to) || compareEnds(a.from, b.from),
  );
}

/** One destination of a source. */
export type Reached = Pick<Connection, "to" | "ports">;

/** What each source reaches, workloads before addresses. Sources that reach the same share one list. */
export function reachedBy(groups: readonly ConnectionGroup[]): (source: string) => readonly Reached[] {
  const own = new Map<string, number[]>();
  for (const [at, { from }] of groups.entries()) {
    for (const source of from) own.set(source, [...(own.get(source) ?? []), at]);
  }
  const lists = new Map<string, readonly Reached[]>();
  return (source) => {
    const numbers = own.get(source) ?? [];
    const key = numbers.join(" ");
    const list = lists.get(key) ?? destinationsOf(numbers.flatMap((at) => groups[at] ?? []));
    lists.set(key, list);
    return isBarePod(source) ? list.filter(({ to }) => to !== source) : list;
  };
}

function destinationsOf(groups: readonly ConnectionGroup[]): readonly Reached[] {
  return groups
    .flatMap(({ to: destinations, ports }) => destinations.map((to) => ({ to, ports })))
    .sort((a, b) => compareEnds(a.to, b.to));
}

function isBarePod(end: string): boolean {
  return end.endsWith("[Pod]");
}

function isWorkload(end: string): boolean {
  return end.endsWith("]");
}

function isAddress([first = ""]: readonly string[]): boolean {
  return !isWorkload(first);
}

/** Workloads by id before addresses ascending. */
function compareEnds(a = "", b = ""): number {
  const [left, right] = [isWorkload(a) ? undefined : cidrRange(a), isWorkload(b) ? undefined : cidrRange(b)];
  if (left === undefined || right === undefined)
    return Number(left !== undefined) - Number(right !== undefined) || compareText(a, b);
  return left.start < right.start ? -1 : left.start > right.start ? 1 : 0;
}
