import { entries, isAbsent, items, read, text } from "../plain.ts";
import { podSpecsOf, type PodSpecView } from "../podSpecs.ts";
import type { Cluster, Workload } from "../reachability/cluster.ts";
import type { World } from "../rule.ts";
import type { Plain, PolicyResource } from "../verdict.ts";
import { accountName, accountOf, type Account } from "./access.ts";
import { readingsOf, type Reading } from "./readings.ts";

/** A workload with what decides how far it leads. */
export interface Holder {
  readonly workload: Workload;
  readonly resource: PolicyResource;
  readonly account: Account;
  /** Whether its pods hold a token of their account that the API server accepts. */
  readonly token: boolean;
  /** Why its containers are on their node already, `is privileged`; none where they are contained. */
  readonly escapes: readonly string[];
  readonly reads: readonly Reading[];
  /** Labels of the nodes its pods may run on. */
  readonly nodeSelector: Readonly<Record<string, Plain>>;
}

/** The rendered workloads, sorted by id. */
export function readHolders(world: World, { workloads }: Cluster): readonly Holder[] {
  const accounts = world.byKind("ServiceAccount", "");
  const automounts = new Map(
    accounts.map(({ props, kubernetes }) => [
      `${kubernetes?.namespace ?? "default"}/${kubernetes?.name}`,
      props["automountServiceAccountToken"],
    ]),
  );
  return workloads.flatMap((workload) => {
    const view = workload.resource === undefined ? undefined : podSpecsOf(workload.resource)[0];
    if (workload.resource === undefined || view === undefined) return [];
    const account = accountOf(view.spec, workload.namespace);
    const own = read(view.spec, "automountServiceAccountToken");
    // What cannot be known counts as mounted.
    const automount = isAbsent(own) ? automounts.get(accountName(account)) : own;
    const token = automount !== false || hasOwnToken(view.spec);
    const nodeSelector = Object.fromEntries(entries(read(view.spec, "nodeSelector")));
    const reads = readingsOf(view, workload.namespace);
    return [{ workload, resource: workload.resource, account, token, escapes: escapesOf(view), reads, nodeSelector }];
  });
}

/** A projected token for the API server itself; one for another audience opens nothing there. */
function hasOwnToken(spec: Plain): boolean {
  const sources = items(read(spec, "volumes")).flatMap((volume) => items(read(volume, "projected", "sources")));
  return sources.some((source) => {
    const token = read(source, "serviceAccountToken");
    return !isAbsent(token) && isAbsent(read(token, "audience"));
  });
}

/** Whether pods of the two may share a node; only selectors that contradict each other keep them apart for certain. */
export function mayShareNode(one: Holder, other: Holder): boolean {
  return Object.entries(one.nodeSelector).every(([key, value]) => {
    const wanted = other.nodeSelector[key];
    return typeof value !== "string" || typeof wanted !== "string" || value === wanted;
  });
}

/** Kernel capabilities that are the node. */
const NODE_CAPABILITIES: ReadonlySet<string> = new Set(["ALL", "SYS_ADMIN", "SYS_MODULE", "SYS_RAWIO", "BPF", "DAC_READ_SEARCH"]);

/** Folders of the node that hold the kubelet, the container runtime, credentials or programs. */
const NODE_FOLDERS =
  /^\/$|^\/(etc|proc|sys|dev|root|boot|usr|bin|sbin|lib|home)(\/|$)|^\/var(\/(lib|run))?\/?$|^\/run\/?$|kubelet|docker|containerd|crio|\.sock$/;

function escapesOf({ spec, containers }: PodSpecView): readonly string[] {
  const added = containers.flatMap(({ container }) => items(read(container, "securityContext", "capabilities", "add")).map(text));
  const folders = items(read(spec, "volumes")).flatMap((volume) => text(read(volume, "hostPath", "path")) ?? []);
  const privileged = containers.some(({ container }) => read(container, "securityContext", "privileged") === true);
  const isHostProcess = (part: Plain): boolean => read(part, "securityContext", "windowsOptions", "hostProcess") === true;
  const windows = isHostProcess(spec) || containers.some(({ container }) => isHostProcess(container));
  return [
    ...(privileged ? ["is privileged"] : []),
    ...(windows ? ["is a hostProcess"] : []),
    ...added.flatMap((name) => (name !== undefined && NODE_CAPABILITIES.has(name) ? [`has the capability ${name}`] : [])),
    ...(read(spec, "hostPID") === true && added.includes("SYS_PTRACE") ? ["reads the processes of its node"] : []),
    ...folders.filter((path) => NODE_FOLDERS.test(path)).map((path) => `mounts ${path} of its node`),
  ];
}
