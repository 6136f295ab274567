import { asCidr, cidrRange, PRIVATE_CIDRS, type AddressSet } from "./addresses.ts";
import type { Workload } from "./cluster.ts";
import type { Endpoint, Flow, FlowGraph, PodPeer } from "./flowGraph.ts";
import { differenceOf, intersectionOf, intervalSet } from "./intervals.ts";
import type { Direction } from "./networkPolicy.ts";
import { NO_PORTS, portRange, unionOfPorts, type PortSet } from "./ports.ts";
import { hasLabels, isPodPeer, isStranger } from "./strangers.ts";

/** Ports a flow declares. */
export function declaredPorts({ to, ports }: Flow, { peers }: FlowGraph): PortSet {
  const given =
    to.kind === "kubeApi" && ports.length === 0
      ? peers.kubeApi.ports.map((port) => ({ port, protocol: "TCP" as const, endPort: undefined }))
      : ports;
  return given.reduce<PortSet>(
    (all, { protocol, port, endPort }) => unionOfPorts(all, portRange(protocol, port, endPort)),
    NO_PORTS,
  );
}

/** Addresses an end of a flow stands for; pods of the pod network have none. */
export function declaredAddresses(end: Endpoint, graph: FlowGraph): AddressSet {
  const { peers } = graph;
  switch (end.kind) {
    case "workload":
      return addressesOf(usesHostNetwork(end.key, graph) ? peers.nodes.cidrs : []);
    case "dns":
    case "kubeApi":
    case "apiServerToWebhook":
    case "nodes":
      return addressesOf(peers[end.kind].cidrs);
    default:
      return writtenAddresses(end);
  }
}

/** Addresses that the flow itself says. */
function writtenAddresses(end: Endpoint): AddressSet {
  if ("cidrs" in end) return addressesOf(end.cidrs);
  if (end.kind === "cloudCredentials") return addressesOf([asCidr(end.address)]);
  return end.kind === "cidr" ? differenceOf(addressesOf([end.cidr]), addressesOf(end.except ?? [])) : [];
}

function usesHostNetwork(key: string, { nodes }: FlowGraph): boolean {
  return nodes.some((node) => node.key === key && node.hostNetwork);
}

/** Whether an end of a flow means these pods. */
export function meansPods(end: Endpoint, workload: Workload, graph: FlowGraph): boolean {
  if (end.kind === "workload") return !isStranger(workload) && isWorkload(end.key, workload, graph);
  if (end.kind === "labelledNamespaces") return hasLabels(workload.namespaceLabels, end.namespaceLabels);
  if (podPeersOf(end, graph).some((peer) => isPodPeer(workload, peer))) return true;
  // Declared addresses may be those of pods that are not ours; between our own workloads only a flow that names both counts.
  return (
    graph.enforcement.ipBlockMatchesPods &&
    isStranger(workload) &&
    intersectionOf(declaredAddresses(end, graph), addressesOf(PRIVATE_CIDRS)).length > 0
  );
}

/** Pods outside the graph that an end stands for. */
export function podPeersOf(end: Endpoint, { peers }: FlowGraph): readonly PodPeer[] {
  switch (end.kind) {
    case "dns":
    case "apiServerToWebhook":
      return peers[end.kind].pods;
    case "ingressController":
    case "prometheus":
      return [peers[end.kind]].flatMap((peer) => peer ?? []);
    case "foreignPods":
      return [end];
    default:
      return [];
  }
}

/** The end of a flow that is not the workload whose egress, or ingress, is looked at. */
export function farEnd(flow: Flow, direction: Direction): Endpoint {
  return direction === "egress" ? flow.to : flow.from;
}

/** An end as messages say it. */
export function describeEnd(end: Endpoint): string {
  switch (end.kind) {
    case "workload":
      return end.key;
    case "cloudCredentials":
      return `cloudCredentials ${end.address}`;
    case "cloudService":
      return `cloudService ${end.name}`;
    case "externalHost":
      return `externalHost ${end.host}`;
    case "cidr":
      return end.cidr;
    case "foreignPods":
      return `pods of ${end.namespace}`;
    case "labelledNamespaces":
      return "labelled namespaces";
    default:
      return end.kind;
  }
}

export function describeFlow({ from, to }: Flow): string {
  return `${describeEnd(from)} -> ${describeEnd(to)}`;
}

function isWorkload(key: string, workload: Workload, { nodes }: FlowGraph): boolean {
  if (`${workload.namespace}/${workload.name}` !== key) return false;
  return nodes.some((node) => node.key === key && node.controller === workload.kind);
}

function addressesOf(cidrs: readonly string[]): AddressSet {
  return intervalSet(cidrs.flatMap((cidr) => cidrRange(cidr) ?? []));
}
