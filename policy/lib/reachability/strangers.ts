import { compareText, NAMESPACE_NAME_LABEL, namespaceLabels, type Cluster, type Workload } from "./cluster.ts";
import type { FlowGraph, PodPeer } from "./flowGraph.ts";
import type { NetworkPolicy, PodsPeer } from "./networkPolicy.ts";
import { selects, type Labels, type Selector } from "./selector.ts";

/**
 * Pods that are not rendered but that policies may open a way to. `peer`: those a declared flow names. `selector`: for
 * each peer of a policy the pod with the fewest labels that it matches, so that a selector wider than what is declared
 * shows although no rendered pod uses the width. A peer that names labels of a workload of ours, in its namespace,
 * means that workload and needs no stranger.
 */
export interface Stranger extends Workload {
  readonly stranger: "peer" | "selector";
}

export function isStranger(workload: Workload): workload is Stranger {
  return "stranger" in workload;
}

/** Stands for a namespace of any name; no namespace can be called so. */
const ELSEWHERE = "(any)";
const ANY_VALUE = "any";

/** Most combinations of values looked at for one selector; real ones have one or two. */
const MOST_COMBINATIONS = 64;

/** The cluster with its strangers. */
export function withStrangers(cluster: Cluster, graph: FlowGraph): Cluster {
  const peers = declaredPeers(graph).filter((peer) => !cluster.workloads.some((workload) => isPodPeer(workload, peer)));
  const named = peers.map(({ namespace, podLabels }) =>
    strangerIn(cluster, "peer", { namespace, podLabels, namespaceLabels: {} }),
  );
  const labelled = declaredNamespaceLabels(graph).map((labels) =>
    strangerIn(cluster, "peer", { namespace: ELSEWHERE, podLabels: {}, namespaceLabels: labels }),
  );
  const selected = cluster.policies.flatMap((policy) =>
    podPeersOf(policy).flatMap((peer) => selectedBy({ cluster, graph }, policy, peer)),
  );
  const byId = new Map<string, Workload>();
  for (const stranger of [...named, ...labelled, ...selected]) if (!byId.has(stranger.id)) byId.set(stranger.id, stranger);
  return { ...cluster, workloads: [...cluster.workloads, ...[...byId.values()].sort((a, b) => compareText(a.id, b.id))] };
}

/** Whether a pod is one of those a peer names: in its namespace, with its labels, perhaps with others. */
export function isPodPeer(workload: Pick<Workload, "namespace" | "labels">, { namespace, podLabels }: PodPeer): boolean {
  return workload.namespace === namespace && hasLabels(workload.labels, podLabels);
}

export function hasLabels(labels: Labels, wanted: Labels): boolean {
  return Object.entries(wanted).every(([key, value]) => labels[key] === value);
}

function declaredPeers({ flows, peers }: FlowGraph): readonly PodPeer[] {
  const foreign = flows.flatMap(({ from, to }) => [from, to].flatMap((end) => (end.kind === "foreignPods" ? end : [])));
  return [
    ...peers.dns.pods,
    ...peers.apiServerToWebhook.pods,
    ...present(peers.ingressController),
    ...present(peers.prometheus),
    ...foreign,
  ];
}

function present<T>(value: T | undefined): readonly T[] {
  return value === undefined ? [] : [value];
}

function declaredNamespaceLabels({ flows }: FlowGraph): readonly Labels[] {
  return flows.flatMap(({ from, to }) =>
    [from, to].flatMap((end) => (end.kind === "labelledNamespaces" ? [end.namespaceLabels] : [])),
  );
}

interface Sketch {
  readonly namespace: string;
  readonly podLabels: Labels;
  readonly namespaceLabels: Labels;
}

function strangerIn(cluster: Cluster, stranger: Stranger["stranger"], sketch: Sketch): Stranger {
  const { namespace, podLabels: labels } = sketch;
  const known = cluster.namespaces.get(namespace);
  return {
    ...{
      id: describe(sketch),
      namespace,
      name: "",
      kind: "Pod",
      labels,
      ports: [],
      hostNetwork: false,
      resource: undefined,
      stranger,
    },
    namespaceLabels: namespaceLabels(namespace, { ...known, ...sketch.namespaceLabels }),
  };
}

function podPeersOf({ ingress = [], egress = [] }: NetworkPolicy): readonly PodsPeer[] {
  return [...ingress, ...egress].flatMap(({ peers }) => (peers === "any" ? [] : peers.filter((peer) => peer.kind === "pods")));
}

function selectedBy(residents: Residents, policy: NetworkPolicy, { namespaces, pods = [] }: PodsPeer): readonly Stranger[] {
  const spaces =
    namespaces === undefined ? [{ [NAMESPACE_NAME_LABEL]: policy.namespace ?? ELSEWHERE }] : fewestLabels(namespaces);
  return spaces.flatMap(({ [NAMESPACE_NAME_LABEL]: namespace = ELSEWHERE, ...others }) =>
    fewestLabels(pods)
      .filter((podLabels) => !meansResident(residents, { namespace, podLabels }))
      .map((podLabels) => strangerIn(residents.cluster, "selector", { namespace, podLabels, namespaceLabels: others })),
  );
}

/** What a stranger is measured against: the rendered workloads and the declared ones. */
interface Residents {
  readonly cluster: Cluster;
  readonly graph: FlowGraph;
}

function meansResident({ cluster, graph }: Residents, peer: PodPeer): boolean {
  if (Object.keys(peer.podLabels).length === 0) return false;
  const declared = graph.nodes.map(({ namespace, podLabels }) => ({ namespace, labels: podLabels }));
  return [...cluster.workloads, ...declared].some((resident) => isPodPeer(resident, peer));
}

/** The smallest sets of labels a selector matches, one per combination of listed values; none while it is not known. */
function fewestLabels(selector: Selector): readonly Labels[] {
  let found: readonly Labels[] = [{}];
  for (const { key, operator, values } of selector) {
    const choices = operator === "In" ? values : operator === "Exists" ? [ANY_VALUE] : [];
    if (choices.length > 0)
      found = found.flatMap((labels) =>
        Object.hasOwn(labels, key) ? [labels] : choices.map((value) => ({ ...labels, [key]: value })),
      );
    found = found.slice(0, MOST_COMBINATIONS);
  }
  return found.filter((labels) => selects(selector, labels) === true);
}

function describe({ namespace, podLabels, namespaceLabels: others }: Sketch): string {
  const pods = Object.keys(podLabels).length === 0 ? "any pod" : `pods ${describeLabels(podLabels)}`;
  if (namespace !== ELSEWHERE) return `${pods} of namespace ${namespace}`;
  return Object.keys(others).length === 0 ? `${pods} of any namespace` : `${pods} of namespaces ${describeLabels(others)}`;
}

function describeLabels(labels: Labels): string {
  return Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(",");
}
