import { z } from "zod";
import { ALL_ADDRESSES, ALL_IPV4, cidrsOf, isIpv6 } from "./reachability/addresses.ts";
import { readCluster, type Cluster } from "./reachability/cluster.ts";
import { evaluate, type Reachability, type ReachabilityOptions } from "./reachability/evaluate.ts";
import {
  countConnections,
  listConnections,
  mergeGroups,
  selectGroups,
  type Connection,
  type ConnectionGroup,
  type WantedEnds,
} from "./reachability/groups.ts";
import { intersectionOf } from "./reachability/intervals.ts";
import type { BlockPeer } from "./reachability/networkPolicy.ts";
import { PROTOCOLS, reportPorts } from "./reachability/ports.ts";
import { describeResource } from "./finding.ts";
import type { PolicyResource } from "./verdict.ts";

/** Raised when a reader of the report has to change. */
export const REACH_VERSION = 1;

/** Connections are listed one by one up to here; beyond, the list would grow with the square of the cluster. */
export const MOST_LISTED = 10_000;

const end = z.string();
const ports = z
  .array(z.strictObject({ protocol: z.enum(PROTOCOLS), port: z.int(), endPort: z.int().optional() }))
  .meta({ description: "A port, or the first of a range up to and with `endPort`." });

export const reachSchema = z
  .strictObject({
    version: z.literal(REACH_VERSION),
    connections: z
      .array(z.strictObject({ from: end, to: end, ports }))
      .optional()
      .meta({
        description: `Every connection by itself, by source; ends are \`namespace/name[Kind]\` or a CIDR. Left out when there are more than ${MOST_LISTED}.`,
      }),
    groups: z.array(z.strictObject({ from: z.array(end), to: z.array(end), ports })).meta({
      description: "All connections, however many: each of `from` reaches each of `to`, but a bare Pod (`[Pod]`) not itself.",
    }),
    count: z.int().min(0).meta({ description: "How many connections there are." }),
    unenforced: z.boolean().meta({
      description: "True where nothing enforces NetworkPolicies: this is then what they say, and every pod reaches everything.",
    }),
    notes: z.array(z.string()),
  })
  .meta({ title: "Palisade reachability" });

/** What `palisade reach --json` prints. */
export interface ReachabilityReport {
  readonly version: typeof REACH_VERSION;
  /** Left out when there are more than {@link MOST_LISTED}. */
  readonly connections?: readonly Connection[];
  /** All connections, however many. */
  readonly groups: readonly ConnectionGroup[];
  readonly count: number;
  /** True where nothing enforces NetworkPolicies. */
  readonly unenforced: boolean;
  readonly notes: readonly string[];
}

/** The JSON Schema of `palisade reach --json`, as committed in `policy/reach.schema.json`. */
export function reachJsonSchema(): object {
  return z.toJSONSchema(reachSchema, { target: "draft-2020-12" });
}

export interface ReportOptions extends ReachabilityOptions, WantedEnds {
  /** False where NetworkPolicies are accepted and do nothing. @default true */
  readonly enforced?: boolean | undefined;
}

/** Computed reachability of Kubernetes objects: who can open a connection to whom, on which ports. */
export function reachabilityReport(resources: readonly PolicyResource[], options: ReportOptions = {}): ReachabilityReport {
  const cluster = readCluster(resources);
  const groups = selectGroups(connectionGroups(cluster, evaluate(cluster, options)), options);
  const count = countConnections(groups);
  return {
    version: REACH_VERSION,
    ...(count > MOST_LISTED ? {} : { connections: listConnections(groups) }),
    groups,
    count,
    unenforced: options.enforced === false,
    notes: notesOf(cluster, options, count),
  };
}

/** Ids of all workloads, `namespace/name[Kind]`, sorted. */
export function workloadIds(resources: readonly PolicyResource[]): readonly string[] {
  return readCluster(resources).workloads.map(({ id }) => id);
}

function connectionGroups(cluster: Cluster, { pods, addresses }: Reachability): readonly ConnectionGroup[] {
  const portsOf = once(reportPorts);
  const idsOf = once((members: readonly { readonly id: string }[]) => members.map(({ id }) => id));
  // IPv6 rows would only repeat the IPv4 ones in a cluster that nothing says has IPv6.
  const shown = mentionsIpv6(cluster) ? ALL_ADDRESSES : ALL_IPV4;
  const external = addresses.flatMap(({ workload, direction, addresses: range, ports: open }) => {
    const [near, far] = [[workload.id], cidrsOf(intersectionOf(range, shown))];
    const [from, to] = direction === "egress" ? [near, far] : [far, near];
    return far.length === 0 ? [] : [{ from, to, ports: portsOf(open) }];
  });
  const internal = pods.map(({ from, to, ports: open }) => ({ from: idsOf(from), to: idsOf(to), ports: portsOf(open) }));
  return mergeGroups([...internal, ...external]);
}

/** Remembers what was made of an object. */
function once<From extends object, To>(make: (from: From) => To): (from: From) => To {
  const made = new Map<From, To>();
  return (from) => {
    const known = made.get(from) ?? make(from);
    made.set(from, known);
    return known;
  };
}

function notesOf(cluster: Cluster, { enforced, ipBlockMatchesPods }: ReportOptions, count: number): readonly string[] {
  const hostNetwork = cluster.workloads.filter((workload) => workload.hostNetwork).map(({ id }) => id);
  return [
    ...(count > MOST_LISTED ? [`More than ${MOST_LISTED} connections are listed in groups, not one by one.`] : []),
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
