import type { Interval } from "./intervals.ts";
import { cidrRange } from "./addresses.ts";
import type { Cluster } from "./cluster.ts";
import type { Direction, NetworkPolicy, PolicyPeer, PolicyRule } from "./networkPolicy.ts";
import { selects } from "./selector.ts";

/** How many ports the policies of a pod name for one peer. */
export interface PortEntries {
  /** Those that name them, together. */
  readonly policies: readonly NetworkPolicy[];
  readonly direction: Direction;
  /** A CIDR, or `pods` with the path of the peer. */
  readonly peer: string;
  /** Different ones, a range counting once. */
  readonly ports: number;
}

/**
 * Counts the port entries that an engine has to keep for every peer of every pod. Policies of the same pods add up, and a wide
 * block counts for the blocks in it. Policies that select no pod of the cluster stand for themselves.
 */
export function countPortEntries(cluster: Cluster): readonly PortEntries[] {
  const found = new Map<string, PortEntries>();
  for (const policies of policySets(cluster)) {
    for (const direction of ["ingress", "egress"] as const) {
      for (const entry of entriesOf(policies, direction)) {
        const ids = entry.policies.map(({ id }) => id);
        found.set([direction, entry.peer, ...ids].join(" "), entry);
      }
    }
  }
  return [...found.values()];
}

/** Policies that act on the same pods. */
function policySets({ workloads, policies }: Cluster): Iterable<readonly NetworkPolicy[]> {
  const inPodNetwork = workloads.filter(({ hostNetwork }) => !hostNetwork);
  const byNamespace = Map.groupBy(policies, ({ namespace }) => namespace);
  const sets = inPodNetwork.map(({ namespace, labels }) =>
    (byNamespace.get(namespace) ?? []).filter(({ podSelector }) => selects(podSelector, labels) !== false),
  );
  const used = new Set(sets.flat());
  const alone = policies.filter((policy) => !used.has(policy)).map((policy) => [policy]);
  return new Map([...sets, ...alone].map((set) => [set.map(({ id }) => id).join(" "), set])).values();
}

interface Owned {
  readonly policy: NetworkPolicy;
  readonly rule: PolicyRule;
}

function entriesOf(set: readonly NetworkPolicy[], direction: Direction): readonly PortEntries[] {
  const rules = set.flatMap((policy) => (policy[direction] ?? []).map((rule): Owned => ({ policy, rule })));
  const peers = new Map(rules.flatMap(({ rule }) => peersOf(rule)).map((peer) => [keyOf(peer), peer]));
  return [...peers.values()].map((peer) => {
    const acting = rules.filter(({ rule }) => rule.peers === "any" || rule.peers.some((other) => covers(other, peer)));
    return {
      policies: [...new Set(acting.map(({ policy }) => policy))],
      direction,
      peer: peer.kind === "block" ? peer.cidr : `the pods of ${peer.path}`,
      ports: new Set(acting.flatMap(({ rule }) => portsOf(rule))).size,
    };
  });
}

function peersOf({ peers }: PolicyRule): readonly PolicyPeer[] {
  return peers === "any" ? [] : peers;
}

function portsOf({ ports }: PolicyRule): readonly string[] {
  return ports === "any" ? ["any"] : ports.map(({ protocol, port, endPort }) => `${protocol} ${port ?? "any"}-${endPort ?? ""}`);
}

/** Selectors that are written alike select alike. */
function keyOf(peer: PolicyPeer): string {
  return peer.kind === "block" ? peer.cidr : JSON.stringify([peer.namespaces ?? null, peer.pods ?? null]);
}

function covers(wide: PolicyPeer, narrow: PolicyPeer): boolean {
  if (wide.kind !== "block" || narrow.kind !== "block") return wide.kind === narrow.kind && keyOf(wide) === keyOf(narrow);
  return holds(cidrRange(wide.cidr), cidrRange(narrow.cidr));
}

function holds(wide: Interval<bigint> | undefined, narrow: Interval<bigint> | undefined): boolean {
  return wide !== undefined && narrow !== undefined && wide.start <= narrow.start && narrow.end <= wide.end;
}
