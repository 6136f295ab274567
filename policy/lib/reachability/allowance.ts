import { intersectionOf } from "./intervals.ts";
import type { AddressSet } from "./addresses.ts";
import { NAMESPACE_NAME_LABEL, type Workload } from "./cluster.ts";
import type { Direction, NetworkPolicy, PolicyPeer, PolicyPort, PolicyRule } from "./networkPolicy.ts";
import { ALL_PORTS, everyPortOf, NO_PORTS, portRange, unionOfPorts, type PortSet } from "./ports.ts";
import { SELECT_ALL, selects, type Selector } from "./selector.ts";

/** Ports as a rule says them, before names are looked up on a destination. */
type RulePorts = PolicyRule["ports"];

/** Addresses a rule allows. */
export interface AddressGrant {
  readonly addresses: AddressSet;
  readonly ports: RulePorts;
}

/** What the policies of one workload allow in one direction: the union of all that select it. */
export interface Allowance {
  /** False: no policy selects it in this direction, so everything is allowed. */
  readonly isolated: boolean;
  /** Rules for every peer there is. */
  readonly everywhere: readonly RulePorts[];
  /** Rules for every pod that name ports: what they open hangs on the destination. */
  readonly everyPod: readonly RulePorts[];
  /** Ports that the rules for every pod open whatever the destination is: all but those they name. */
  readonly everyPodPorts: PortSet;
  readonly pods: ReadonlyMap<Workload, readonly RulePorts[]>;
  readonly addresses: readonly AddressGrant[];
}

/** Where in the cluster policies look for peers. */
export interface PeerScope {
  /** Pods that selectors can match; never those with hostNetwork. */
  readonly workloads: readonly Workload[];
  readonly byNamespace: ReadonlyMap<string, readonly Workload[]>;
  /** Addresses of pods that an ipBlock matches too; empty where it matches none. */
  readonly podAddresses: AddressSet;
}

/** Collects what the policies that select one workload allow in a direction. */
export function allowanceOf(policies: readonly NetworkPolicy[], direction: Direction, findPeers: PeerFinder): Allowance {
  const isolating = policies.filter((policy) => policy[direction] !== undefined);
  const into: Collected = { everywhere: [], everyPod: [], pods: new Map(), addresses: [] };
  for (const policy of isolating) {
    for (const rule of policy[direction] ?? []) addRule(rule, (peer) => findPeers(peer, policy), into);
  }
  const everyPod = [...into.everywhere, ...into.everyPod];
  const named = everyPod.filter(namesPorts);
  const everyPodPorts = unionOfRules(
    everyPod.filter((rule) => !namesPorts(rule)),
    undefined,
  );
  return { isolated: isolating.length > 0, ...into, everyPod: named, everyPodPorts };
}

/** Who a peer stands for. */
interface FoundPeers {
  readonly pods: readonly Workload[] | "every";
  readonly addresses: AddressSet;
}

type PeerFinder = (peer: PolicyPeer, policy: NetworkPolicy) => FoundPeers;

/** Finds the pods and addresses of a peer; each peer is looked up once. */
export function peerFinder(scope: PeerScope): PeerFinder {
  const found = new WeakMap<PolicyPeer, FoundPeers>();
  return (peer, policy) => {
    const known = found.get(peer) ?? findPeers(peer, policy, scope);
    found.set(peer, known);
    return known;
  };
}

function findPeers(peer: PolicyPeer, policy: NetworkPolicy, scope: PeerScope): FoundPeers {
  if (peer.kind === "block") {
    // Which address a pod will get is not known, so a block that holds any pod address may hold that of every pod.
    const mayHoldPods = intersectionOf(peer.addresses, scope.podAddresses).length > 0;
    return { pods: mayHoldPods ? "every" : [], addresses: peer.addresses };
  }
  const { namespaces, pods = SELECT_ALL } = peer;
  const near = namespaces === undefined ? (scope.byNamespace.get(policy.namespace ?? "") ?? []) : inNamespaces(namespaces, scope);
  return { pods: near.filter((workload) => selects(pods, workload.labels) === true), addresses: [] };
}

function inNamespaces(namespaces: Selector, { workloads, byNamespace }: PeerScope): readonly Workload[] {
  // Nearly every selector names its namespaces: then the others need not be looked at.
  const named = namespaces.find(({ key, operator }) => key === NAMESPACE_NAME_LABEL && operator === "In");
  const near = named === undefined ? workloads : [...new Set(named.values)].flatMap((name) => byNamespace.get(name) ?? []);
  return near.filter((workload) => selects(namespaces, workload.namespaceLabels) === true);
}

interface Collected {
  readonly everywhere: RulePorts[];
  readonly everyPod: RulePorts[];
  readonly pods: Map<Workload, RulePorts[]>;
  readonly addresses: AddressGrant[];
}

function addRule({ peers, ports }: PolicyRule, find: (peer: PolicyPeer) => FoundPeers, into: Collected): void {
  if (peers === "any") into.everywhere.push(ports);
  else for (const peer of peers) addPeer(find(peer), ports, into);
}

function addPeer(found: FoundPeers, ports: RulePorts, into: Collected): void {
  if (found.addresses.length > 0) into.addresses.push({ addresses: found.addresses, ports });
  if (found.pods === "every") into.everyPod.push(ports);
  else {
    for (const workload of found.pods) {
      const rules = into.pods.get(workload);
      if (rules === undefined) into.pods.set(workload, [ports]);
      else rules.push(ports);
    }
  }
}

/** Ports an allowance opens between its workload and `peer`, as listened on by `destination`. */
export function portsWith(allowance: Allowance, peer: Workload, destination: Workload): PortSet {
  if (!allowance.isolated) return ALL_PORTS;
  const own = allowance.pods.get(peer) ?? [];
  return unionOfPorts(
    allowance.everyPodPorts,
    unionOfPorts(unionOfRules(allowance.everyPod, destination), unionOfRules(own, destination)),
  );
}

/** Ports that any of the rules opens on a destination; names mean nothing on a plain address. */
export function unionOfRules(rules: readonly RulePorts[], destination: Workload | undefined): PortSet {
  return rules.reduce<PortSet>((ports, rule) => unionOfPorts(ports, resolvePorts(rule, destination)), NO_PORTS);
}

function namesPorts(rule: RulePorts): boolean {
  return rule !== "any" && rule.some(({ port }) => typeof port === "string");
}

const resolved = new WeakMap<readonly PolicyPort[], PortSet>();

function resolvePorts(rule: RulePorts, destination: Workload | undefined): PortSet {
  if (rule === "any") return ALL_PORTS;
  const known = resolved.get(rule);
  if (known !== undefined) return known;
  const ports = rule.reduce<PortSet>((all, port) => unionOfPorts(all, resolvePort(port, destination)), NO_PORTS);
  if (!namesPorts(rule)) resolved.set(rule, ports);
  return ports;
}

function resolvePort({ protocol, port, endPort }: PolicyPort, destination: Workload | undefined): PortSet {
  if (port === undefined) return everyPortOf(protocol);
  if (typeof port === "number") return portRange(protocol, port, endPort);
  const named = (destination?.ports ?? []).filter((candidate) => candidate.name === port && candidate.protocol === protocol);
  return named.reduce<PortSet>((all, candidate) => unionOfPorts(all, portRange(protocol, candidate.port)), NO_PORTS);
}
