import { ALL_ADDRESSES, cidrRange, PRIVATE_CIDRS, type AddressSet } from "./addresses.ts";
import { alikeWorkloads, type Alike } from "./alike.ts";
import { allowanceOf, peerFinder, portsWith, unionOfRules, type Allowance } from "./allowance.ts";
import type { Cluster, Workload } from "./cluster.ts";
import { intersectionOf, intervalSet, type Interval } from "./intervals.ts";
import type { Direction, NetworkPolicy } from "./networkPolicy.ts";
import { ALL_PORTS, intersectionOfPorts, isEmptyPorts, NO_PORTS, samePorts, unionOfPorts, type PortSet } from "./ports.ts";
import { policyIndex } from "./selecting.ts";

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

/** Connections that are alike: each source reaches each destination, but a bare Pod not itself. */
export interface PodConnections {
  readonly from: Alike;
  readonly to: Alike;
  readonly ports: PortSet;
}

export interface Reachability {
  /** By source, then destination; {@link podPairs} has them one by one. */
  readonly pods: readonly PodConnections[];
  /** By workload, egress first; per workload and direction ascending and disjoint. */
  readonly addresses: readonly AddressConnection[];
  /** Workloads under a policy that could not be read completely: they may reach, and be reached by, more than is listed. */
  readonly uncertain: ReadonlySet<Workload>;
  /** Ports that the policies of one side alone allow: says which side of a connection is closed. */
  readonly allows: (direction: Direction, workload: Workload, peer: Workload) => PortSet;
}

/** Workloads that are alike, and what their policies allow in one direction. */
interface Guarded {
  /** Stands for them all. */
  readonly workload: Workload;
  readonly members: Alike;
  readonly allowance: Allowance;
}

/**
 * Who reaches whom. A connection needs the egress of its source and the ingress of its destination to agree; what
 * could not be read allows nothing, so everything listed is certain. Workloads that policies cannot tell apart are judged
 * once, so that a large cluster without policies costs no more than a small one.
 */
export function evaluate(cluster: Cluster, options: ReachabilityOptions = {}): Reachability {
  const find = policyIndex(cluster.policies);
  const selecting = new Map(cluster.workloads.map((workload) => [workload, find(workload)]));
  const policiesOf = (workload: Workload): readonly NetworkPolicy[] => selecting.get(workload)?.certain ?? [];
  const sets = {
    egress: alikeWorkloads(cluster, "egress", policiesOf),
    ingress: alikeWorkloads(cluster, "ingress", policiesOf),
  };
  const podAddresses = options.ipBlockMatchesPods === true ? addressesOf(options.podCidrs ?? PRIVATE_CIDRS) : [];
  // Rules look for their peers at the other end.
  const finders = { egress: findIn(sets.ingress, podAddresses), ingress: findIn(sets.egress, podAddresses) };
  const guard = (direction: Direction): readonly Guarded[] =>
    sets[direction].map((members) => {
      const [workload] = members;
      return { workload, members, allowance: allowanceOf(policiesOf(workload), direction, finders[direction]) };
    });
  const sides = { egress: sideOf(guard("egress")), ingress: sideOf(guard("ingress")) };
  const nodes = addressesOf(options.nodeCidrs ?? []);
  return {
    pods: sides.egress.guarded.flatMap((from) => connectionsFrom(from, sides.ingress, nodes)),
    addresses: addressRows(cluster, sides),
    uncertain: new Set([...selecting].filter(([, { complete }]) => !complete).map(([workload]) => workload)),
    allows: (direction, workload, peer) => {
      const allowance = sides[direction].of.get(workload)?.allowance;
      const alike = sides[direction === "egress" ? "ingress" : "egress"].of.get(peer)?.workload ?? peer;
      const destination = direction === "egress" ? peer : workload;
      return allowance === undefined ? NO_PORTS : portsBetween(allowance, { peer: alike, destination, nodes });
    },
  };
}

function findIn(sets: readonly Alike[], podAddresses: AddressSet): ReturnType<typeof peerFinder> {
  const workloads = sets.flatMap(([first]) => (first.hostNetwork ? [] : [first]));
  return peerFinder({ workloads, byNamespace: Map.groupBy(workloads, ({ namespace }) => namespace), podAddresses });
}

/** All sources, or all destinations. */
interface Side {
  readonly guarded: readonly Guarded[];
  readonly of: ReadonlyMap<Workload, Guarded>;
}

function sideOf(guarded: readonly Guarded[]): Side {
  return { guarded, of: new Map(guarded.flatMap((entry) => entry.members.map((member) => [member, entry]))) };
}

/** Every pair of connected workloads, in the order of {@link Reachability.pods}. A workload with itself means between its replicas. */
export function* podPairs({ pods }: Pick<Reachability, "pods">): Generator<PodConnection> {
  for (const { from: sources, to: destinations, ports } of pods) {
    for (const from of sources)
      yield* destinations.filter((to) => !isSameOnePod(from, to)).map((to): PodConnection => ({ from, to, ports }));
  }
}

/** A bare Pod has no replica to talk to; that a pod reaches itself is not a connection between two pods. */
function isSameOnePod(from: Workload, to: Workload): boolean {
  return from === to && from.kind === "Pod";
}

function connectionsFrom(from: Guarded, destinations: Side, nodes: AddressSet): readonly PodConnections[] {
  return candidates(from, destinations, nodes).flatMap((to) => {
    if (from.members.length === 1 && to.members.length === 1 && isSameOnePod(from.workload, to.workload)) return [];
    const destination = to.workload;
    const out = portsBetween(from.allowance, { peer: destination, destination, nodes });
    if (isEmptyPorts(out)) return [];
    const ports = intersectionOfPorts(out, portsBetween(to.allowance, { peer: from.workload, destination, nodes }));
    return isEmptyPorts(ports) ? [] : [{ from: from.members, to: to.members, ports }];
  });
}

/** Only the pods its rules name, when they name any: the rest of a large cluster need not be looked at. */
function candidates({ allowance }: Guarded, { guarded, of }: Side, nodes: AddressSet): readonly Guarded[] {
  const open =
    !allowance.isolated ||
    allowance.everyPod.length > 0 ||
    !isEmptyPorts(allowance.everyPodPorts) ||
    (nodes.length > 0 && allowance.addresses.length > 0);
  if (open) return guarded;
  return [...allowance.pods.keys()].sort((a, b) => (a.id < b.id ? -1 : 1)).flatMap((workload) => of.get(workload) ?? []);
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

/** The rows of every workload; those that are alike share all but their names. */
function addressRows({ workloads }: Cluster, sides: Readonly<Record<Direction, Side>>): readonly AddressConnection[] {
  const known = new Map<Guarded, readonly OpenSide[]>();
  return workloads.flatMap((workload) =>
    (["egress", "ingress"] as const).flatMap((direction) => {
      const entry = sides[direction].of.get(workload);
      if (entry === undefined) return [];
      const rows = known.get(entry) ?? openSide(entry, direction);
      known.set(entry, rows);
      return rows.map((row) => ({ workload, ...row }));
    }),
  );
}

type OpenSide = Omit<AddressConnection, "workload">;

function openSide({ workload, allowance }: Guarded, direction: Direction): readonly OpenSide[] {
  if (!allowance.isolated) return [{ direction, addresses: ALL_ADDRESSES, ports: ALL_PORTS }];
  const destination = direction === "ingress" ? workload : undefined;
  const everywhere = allowance.everywhere.map((ports) => ({ addresses: ALL_ADDRESSES, ports }));
  const grants = [...everywhere, ...allowance.addresses].map(({ addresses, ports }) => ({
    addresses,
    ports: unionOfRules([ports], destination),
  }));
  return homogeneous(grants).map(({ interval, ports }) => ({ direction, addresses: [interval], ports }));
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
