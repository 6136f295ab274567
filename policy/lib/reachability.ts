import { ALL_ADDRESSES, ALL_IPV4, asCidr, cidrRange, cidrsOf, isIpv6 } from "./reachability/addresses.ts";
import { readCluster, type Cluster } from "./reachability/cluster.ts";
import { evaluate, type AddressConnection, type Reachability, type ReachabilityOptions } from "./reachability/evaluate.ts";
import { intersectionOf } from "./reachability/intervals.ts";
import type { BlockPeer } from "./reachability/networkPolicy.ts";
import { reportPorts, type ReportedPort } from "./reachability/ports.ts";
import { describeResource } from "./finding.ts";
import type { PolicyResource } from "./verdict.ts";

export interface Connection {
  /** `namespace/name[Kind]`, or a CIDR. */
  readonly from: string;
  readonly to: string;
  readonly ports: readonly ReportedPort[];
}

/** What `palisade reach --json` prints. */
export interface ReachabilityReport {
  /** By source, workloads before addresses. */
  readonly connections: readonly Connection[];
  /** True where nothing enforces NetworkPolicies: `connections` is then what they say, and every pod reaches everything. */
  readonly unenforced: boolean;
  readonly notes: readonly string[];
}

export interface ReportOptions extends ReachabilityOptions {
  /** False where NetworkPolicies are accepted and do nothing. @default true */
  readonly enforced?: boolean | undefined;
}

/** Computed reachability of Kubernetes objects: who can open a connection to whom, on which ports. */
export function reachabilityReport(resources: readonly PolicyResource[], options: ReportOptions = {}): ReachabilityReport {
  const cluster = readCluster(resources);
  const reachability = evaluate(cluster, options);
  return {
    connections: connectionsOf(cluster, reachability),
    unenforced: options.enforced === false,
    notes: notesOf(cluster, options),
  };
}

/** Ids of all workloads, `namespace/name[Kind]`, sorted. */
export function workloadIds(resources: readonly PolicyResource[]): readonly string[] {
  return readCluster(resources).workloads.map(({ id }) => id);
}

/**
 * The connections from and to what the user named: `namespace/name`, `namespace/name[Kind]`, an address or a CIDR. An
 * address stands for every row that holds it, a CIDR for every row it touches. Undefined takes every end.
 */
export function selectConnections(
  connections: readonly Connection[],
  { from, to }: { readonly from?: string | undefined; readonly to?: string | undefined },
): readonly Connection[] {
  return connections.filter((connection) => isEnd(connection.from, from) && isEnd(connection.to, to));
}

function isEnd(end: string, wanted: string | undefined): boolean {
  if (wanted === undefined || end === wanted || end.startsWith(`${wanted}[`)) return true;
  const [held, named] = [cidrRange(end), cidrRange(asCidr(wanted))];
  return held !== undefined && named !== undefined && held.start < named.end && named.start < held.end;
}

function connectionsOf(cluster: Cluster, { pods, addresses }: Reachability): readonly Connection[] {
  const cached = new Map<object, readonly ReportedPort[]>();
  const portsOf = (ports: AddressConnection["ports"]): readonly ReportedPort[] => {
    const known = cached.get(ports) ?? reportPorts(ports);
    cached.set(ports, known);
    return known;
  };
  // IPv6 rows would only repeat the IPv4 ones in a cluster that nothing says has IPv6.
  const shown = mentionsIpv6(cluster) ? ALL_ADDRESSES : ALL_IPV4;
  const external = addresses.flatMap(({ workload, direction, addresses: range, ports }) =>
    cidrsOf(intersectionOf(range, shown)).map((cidr) => {
      const [from, to] = direction === "egress" ? [workload.id, cidr] : [cidr, workload.id];
      return { from, to, ports: portsOf(ports), direction };
    }),
  );
  const internal = pods.map(({ from, to, ports }) => ({ from: from.id, to: to.id, ports: portsOf(ports) }));
  const outward = Map.groupBy(external, ({ direction, from }) => (direction === "egress" ? from : undefined));
  const inward = outward.get(undefined) ?? [];
  const between = Map.groupBy(internal, ({ from }) => from);
  const fromWorkloads = cluster.workloads.flatMap(({ id }) => [...(between.get(id) ?? []), ...(outward.get(id) ?? [])]);
  return [...fromWorkloads, ...inward].map(({ from, to, ports }) => ({ from, to, ports }));
}

function notesOf(cluster: Cluster, { enforced, ipBlockMatchesPods }: ReportOptions): readonly string[] {
  const hostNetwork = cluster.workloads.filter((workload) => workload.hostNetwork).map(({ id }) => id);
  return [
    ...(enforced === false
      ? [
          "The cluster does not enforce NetworkPolicies: these connections are what the policies say, and in fact every pod reaches everything.",
        ]
      : []),
    ...(hostNetwork.length > 0
      ? [
          `NetworkPolicies do not apply to pods with hostNetwork, and such a pod reaches every pod on its own node: ${hostNetwork.join(", ")}.`,
        ]
      : []),
    ...(ipBlockMatchesPods !== true && blocksOf(cluster).length > 0
      ? [
          "An ipBlock is read as matching no pod, as Cilium does; with Calico or the VPC CNI it also matches pods whose address it holds.",
        ]
      : []),
    ...(mentionsIpv6(cluster)
      ? []
      : ["No policy mentions IPv6, so ::/0 is not listed: what reaches 0.0.0.0/0 on some ports reaches it on the same ports."]),
    ...cluster.issues.map(
      ({ resource, message, verdict }) =>
        `${describeResource(resource)}: ${message}; ${verdict === "unknown" ? "more may be reachable" : "the API server refuses it, and it allows nothing here"}.`,
    ),
    ...cluster.leftOut.map((id) => `${id} is left out: it could not be read completely.`),
  ];
}

function blocksOf({ policies }: Cluster): readonly BlockPeer[] {
  const rules = policies.flatMap(({ ingress = [], egress = [] }) => [...ingress, ...egress]);
  return rules.flatMap(({ peers }) => (peers === "any" ? [] : peers.filter((peer) => peer.kind === "block")));
}

function mentionsIpv6(cluster: Cluster): boolean {
  return blocksOf(cluster).some(({ addresses }) => addresses.some(isIpv6));
}
