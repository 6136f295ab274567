import type { Cluster, Workload } from "./cluster.ts";
import type { Direction, NetworkPolicy, PodsPeer, PolicyRule } from "./networkPolicy.ts";
import type { Labels, Selector } from "./selector.ts";

/** Workloads that no policy can tell apart on one side of their connections. Never empty; the first stands for all. */
export type Alike = readonly [Workload, ...Workload[]];

/**
 * The workloads by what makes a difference to their connections in one direction: what their own policies allow, and what the
 * rules of the other ends see of them. A cluster without policies has one such set, and so has one in which every workload
 * has a policy of its own that says the same.
 */
export function alikeWorkloads(
  { workloads, policies }: Pick<Cluster, "workloads" | "policies">,
  direction: Direction,
  policiesOf: (workload: Workload) => readonly NetworkPolicy[],
): readonly Alike[] {
  const seen = visibleTo(policies, direction === "egress" ? "ingress" : "egress");
  const usedNames = new Set(policies.flatMap(({ ingress = [], egress = [] }) => [...ingress, ...egress].flatMap(portNames)));
  const contents = new Map(policies.map((policy) => [policy, contentOf(policy, direction)]));
  const signature = (workload: Workload): string =>
    JSON.stringify([
      workload.hostNetwork,
      [...new Set(policiesOf(workload).map((policy) => contents.get(policy) ?? contentOf(policy, direction)))].sort(),
      seen.namespaces.has(workload.namespace) ? workload.namespace : null,
      labelSignature(workload.labels, seen.podLabels),
      labelSignature(workload.namespaceLabels, seen.namespaceLabels),
      // A rule that names a port means that of the destination.
      direction === "ingress" ? workload.ports.filter(({ name }) => usedNames.has(name)) : [],
    ]);
  return [...Map.groupBy(workloads, signature).values()].map((members) => members as unknown as Alike);
}

/** What a policy allows in a direction, whoever it selects; undefined where it does not isolate. */
function contentOf(policy: NetworkPolicy, direction: Direction): string | undefined {
  const rules = policy[direction];
  if (rules === undefined) return undefined;
  const peers = rules.flatMap(podPeers);
  // A peer without a namespaceSelector means the namespace of the policy.
  const near = peers.some(({ namespaces }) => namespaces === undefined) ? policy.namespace : null;
  // A block is its CIDRs; the paths say where in the file a rule stands, which changes nothing.
  const written = (key: string, value: unknown): unknown => (key === "path" || key === "addresses" ? undefined : value);
  return JSON.stringify([near, rules], written);
}

/** What the rules of a direction look at in the pods at the other end. */
interface Visible {
  readonly namespaces: ReadonlySet<string | undefined>;
  readonly podLabels: MentionedLabels;
  readonly namespaceLabels: MentionedLabels;
}

function visibleTo(policies: readonly NetworkPolicy[], direction: Direction): Visible {
  const looking = policies.map((policy) => ({ policy, peers: (policy[direction] ?? []).flatMap(podPeers) }));
  const peers = looking.flatMap((entry) => entry.peers);
  const near = looking.filter((entry) => entry.peers.some(({ namespaces }) => namespaces === undefined));
  return {
    namespaces: new Set(near.map(({ policy }) => policy.namespace)),
    podLabels: mentioned(peers.map(({ pods = [] }) => pods)),
    namespaceLabels: mentioned(peers.map(({ namespaces = [] }) => namespaces)),
  };
}

function podPeers({ peers }: PolicyRule): readonly PodsPeer[] {
  return peers === "any" ? [] : peers.filter((peer) => peer.kind === "pods");
}

function portNames({ ports }: PolicyRule): readonly unknown[] {
  return ports === "any" ? [] : ports.map(({ port }) => port).filter((port) => typeof port === "string");
}

/** Values by key. */
type MentionedLabels = ReadonlyMap<string, ReadonlySet<string>>;

function mentioned(selectors: readonly Selector[]): MentionedLabels {
  const byKey = Map.groupBy(selectors.flat(), ({ key }) => key);
  return new Map([...byKey].map(([key, requirements]) => [key, new Set(requirements.flatMap(({ values }) => values))]));
}

/** For each key that a selector mentions: absent, one of the values it mentions, or any other value. */
function labelSignature(labels: Labels, known: MentionedLabels): readonly unknown[] {
  return [...known].map(([key, values]) => {
    const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
    return value === undefined ? null : values.has(value) ? value : true;
  });
}
