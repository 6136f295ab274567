import { ALL_ADDRESSES, cidrRange, PRIVATE_CIDRS, type AddressSet } from "./addresses.ts";
import { allowanceOf, peerFinder, portsWith, unionOfRules, type Allowance } from "./allowance.ts";
import type { Cluster, Workload } from "./cluster.ts";
import { intersectionOf, intervalSet, type Interval } from "./intervals.ts";
import type { Direction, NetworkPolicy } from "./networkPolicy.ts";
import { ALL_PORTS, intersectionOfPorts, isEmptyPorts, NO_PORTS, samePorts, unionOfPorts, type PortSet } from "./ports.ts";
import { selects } from "./selector.ts";

/** What differs between clusters. */
export interface ReachabilityOptions {
  /** True when an ipBlock also matches pod addresses (Calico, VPC CNI). @default false, the reading of Cilium */
  readonly ipBlockMatchesPods?: boolean | undefined;
  /** Where pods have their addresses. @default the private ranges */
  readonly podCidrs?: readonly string[] | undefined;
  /** Addresses of nodes, which are those of hostNetwork pods. @default none known */
  readonly nodeCidrs?: readonly string[] | undefined;
}

export interface PodConnection {
  readonly from: Workload;
  readonly to: Workload;
  readonly ports: PortSet;
}

/** Addresses that may be reached from a workload (egress) or may reach it (ingress), all on the same ports. */
export interface AddressConnection {
  readonly workload: Workload;
  readonly direction: Direction;
  readonly addresses: AddressSet;
  readonly ports: PortSet;
}

export interface Reachability {
  /** Sorted by source, then destination. A workload with itself means between its replicas. */
  readonly pods: readonly PodConnection[];
  /** By workload, egress first; per workload and direction ascending and disjoint. */
  readonly addresses: readonly AddressConnection[];
  /** Workloads under a policy that could not be read completely: they may reach, and be reached by, more than is listed. */
  readonly uncertain: ReadonlySet<Workload>;
  /** Ports that the policies of one side alone allow: says which side of a connection is closed. */
  readonly allows: (direction: Direction, workload: Workload, peer: Workload) => PortSet;
}

interface Guarded {
  readonly workload: Workload;
  readonly egress: Allowance;
  readonly ingress: Allowance;
}

/**
 * Who reaches whom. A connection needs the egress of its source and the ingress of its destination to agree; what
 * could not be read allows nothing, so everything listed is certain.
 */
export function evaluate(cluster: Cluster, options: ReachabilityOptions = {}): Reachability {
  const nodes = addressesOf(options.nodeCidrs ?? []);
  const inPodNetwork = cluster.workloads.filter((workload) => !workload.hostNetwork);
  const podAddresses = options.ipBlockMatchesPods === true ? addressesOf(options.podCidrs ?? PRIVATE_CIDRS) : [];
  const byNamespace = Map.groupBy(inPodNetwork, ({ namespace }) => namespace);
  const findPeers = peerFinder({ workloads: inPodNetwork, byNamespace, podAddresses });
  const policiesOf = policyIndex(cluster.policies);
  const uncertain = new Set<Workload>();
  const guarded = cluster.workloads.map((workload): Guarded => {
    const { certain, complete } = policiesOf(workload);
    if (!complete) uncertain.add(workload);
    return { workload, egress: allowanceOf(certain, "egress", findPeers), ingress: allowanceOf(certain, "ingress", findPeers) };
  });
  const byWorkload = new Map(guarded.map((entry) => [entry.workload, entry]));
  return {
    pods: guarded.flatMap((from) => connectionsFrom(from, { guarded, byWorkload, nodes })),
    addresses: guarded.flatMap((entry) => [...addressConnections(entry, "egress"), ...addressConnections(entry, "ingress")]),
    uncertain,
    allows: (direction, workload, peer) => {
      const side = byWorkload.get(workload)?.[direction];
      const destination = direction === "egress" ? peer : workload;
      return side === undefined ? NO_PORTS : portsBetween(side, { peer, destination, nodes });
    },
  };
}

interface SelectingPolicies {
  readonly certain: readonly NetworkPolicy[];
  /** False when a policy that does, or may, select the workload could not be read completely. */
  readonly complete: boolean;
}

function policyIndex(policies: readonly NetworkPolicy[]): (workload: Workload) => SelectingPolicies {
  const byNamespace = Map.groupBy(policies, ({ namespace }) => namespace);
  const anywhere = byNamespace.get(undefined) ?? [];
  return (workload) => {
    // Policies apply to the pod network only.
    if (workload.hostNetwork) return { certain: [], complete: true };
    const judged = (byNamespace.get(workload.namespace) ?? []).map(
      (policy) => [policy, selects(policy.podSelector, workload.labels)] as const,
    );
    const possible = judged.filter(([, selected]) => selected !== false);
    const complete =
      anywhere.length === 0 && possible.every(([policy, selected]) => selected === true && policy.issues.length === 0);
    // A policy that only may select the workload isolates it, and is not counted on for anything it allows.
    return { certain: possible.map(([policy, selected]) => (selected === true ? policy : isolationOnly(policy))), complete };
  };
}

function isolationOnly(policy: NetworkPolicy): NetworkPolicy {
  return { ...policy, ingress: policy.ingress && [], egress: policy.egress && [] };
}

interface Surroundings {
  readonly guarded: readonly Guarded[];
  readonly byWorkload: ReadonlyMap<Workload, Guarded>;
  readonly nodes: AddressSet;
}

function connectionsFrom(from: Guarded, around: Surroundings): readonly PodConnection[] {
  return candidates(from, around).flatMap((to) => {
    // A bare Pod has no replica to talk to; that a pod reaches itself is not a connection between two pods.
    if (to === from && to.workload.kind === "Pod") return [];
    const destination = to.workload;
    const out = portsBetween(from.egress, { peer: destination, destination, nodes: around.nodes });
    if (isEmptyPorts(out)) return [];
    const ports = intersectionOfPorts(out, portsBetween(to.ingress, { peer: from.workload, destination, nodes: around.nodes }));
    return isEmptyPorts(ports) ? [] : [{ from: from.workload, to: destination, ports }];
  });
}

/** Only the pods its rules name, when they name any: the rest of a large cluster need not be looked at. */
function candidates({ egress }: Guarded, { guarded, byWorkload, nodes }: Surroundings): readonly Guarded[] {
  const open =
    !egress.isolated ||
    egress.everyPod.length > 0 ||
    !isEmptyPorts(egress.everyPodPorts) ||
    (nodes.length > 0 && egress.addresses.length > 0);
  if (open) return guarded;
  return [...egress.pods.keys()].sort((a, b) => (a.id < b.id ? -1 : 1)).flatMap((workload) => byWorkload.get(workload) ?? []);
}

interface Pair {
  readonly peer: Workload;
  readonly destination: Workload;
  readonly nodes: AddressSet;
}

/** Ports one side allows. A hostNetwork peer is a node address: selectors never match it, blocks and open rules may. */
function portsBetween(side: Allowance, { peer, destination, nodes }: Pair): PortSet {
  if (!side.isolated) return ALL_PORTS;
  if (!peer.hostNetwork) return portsWith(side, peer, destination);
  const blocks = side.addresses.filter(({ addresses }) => intersectionOf(addresses, nodes).length > 0);
  return unionOfRules([...side.everywhere, ...blocks.map(({ ports }) => ports)], destination);
}

function addressConnections({ workload, ...sides }: Guarded, direction: Direction): readonly AddressConnection[] {
  const side = sides[direction];
  if (!side.isolated) return [{ workload, direction, addresses: ALL_ADDRESSES, ports: ALL_PORTS }];
  const destination = direction === "ingress" ? workload : undefined;
  const everywhere = side.everywhere.map((ports) => ({ addresses: ALL_ADDRESSES, ports }));
  const grants = [...everywhere, ...side.addresses].map(({ addresses, ports }) => ({
    addresses,
    ports: unionOfRules([ports], destination),
  }));
  return homogeneous(grants).map(({ interval, ports }) => ({ workload, direction, addresses: [interval], ports }));
}

interface Piece {
  readonly interval: Interval<bigint>;
  readonly ports: PortSet;
}

/** Cuts the number line so that every piece has the same ports throughout and differs from its neighbours. */
function homogeneous(grants: readonly { readonly addresses: AddressSet; readonly ports: PortSet }[]): readonly Piece[] {
  const bounds = [...new Set(grants.flatMap(({ addresses }) => addresses.flatMap(({ start, end }) => [start, end])))];
  bounds.sort((a, b) => (a < b ? -1 : 1));
  const pieces: Piece[] = [];
  for (const [at, start] of bounds.entries()) {
    const end = bounds[at + 1];
    const covering = grants.filter(({ addresses }) =>
      addresses.some((interval) => interval.start <= start && start < interval.end),
    );
    const ports = covering.reduce<PortSet>((all, grant) => unionOfPorts(all, grant.ports), NO_PORTS);
    if (end === undefined || isEmptyPorts(ports)) continue;
    const last = pieces.at(-1);
    if (last?.interval.end === start && samePorts(last.ports, ports))
      pieces[pieces.length - 1] = { interval: { start: last.interval.start, end }, ports };
    else pieces.push({ interval: { start, end }, ports });
  }
  return pieces;
}

function addressesOf(cidrs: readonly string[]): AddressSet {
  return intervalSet(cidrs.flatMap((cidr) => cidrRange(cidr) ?? []));
}
