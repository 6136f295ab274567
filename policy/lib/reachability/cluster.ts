import { elements, isAbsent, isUnknown, items, read, text } from "../plain.ts";
import { podSpecsOf, type PodSpecView } from "../podSpecs.ts";
import { UNKNOWN, type PolicyResource } from "../verdict.ts";
import { readNetworkPolicy, type NetworkPolicy } from "./networkPolicy.ts";
import { PROTOCOLS, type Protocol } from "./ports.ts";
import { nameOf, Reader, type Issue } from "./reader.ts";
import type { Labels } from "./selector.ts";

/** Label that the API server itself sets on every namespace, and that nobody can change. */
export const NAMESPACE_NAME_LABEL = "kubernetes.io/metadata.name";

/** A port that a container names; only those matter, because unnamed container ports restrict nothing. */
export interface NamedPort {
  readonly name: string;
  readonly port: number;
  readonly protocol: Protocol;
}

/** Pods that policies cannot tell apart: those of one controller, or one bare Pod. */
export interface Workload {
  /** `namespace/name[Kind]`. */
  readonly id: string;
  readonly namespace: string;
  readonly name: string;
  readonly kind: string;
  readonly labels: Labels;
  readonly namespaceLabels: Labels;
  readonly ports: readonly NamedPort[];
  /** Its pods use their node's address, and no policy applies to them. */
  readonly hostNetwork: boolean;
  /** Undefined for pods that stand for others than the rendered ones. */
  readonly resource: PolicyResource | undefined;
}

/** What an object cannot tell, with the object. */
export interface ClusterIssue extends Issue {
  readonly resource: PolicyResource;
}

/** Everything reachability depends on. */
export interface Cluster {
  readonly workloads: readonly Workload[];
  readonly policies: readonly NetworkPolicy[];
  /** Labels of the namespaces described, without those whose labels cannot be read. */
  readonly namespaces: ReadonlyMap<string, Labels>;
  /** Workloads that could not be read and are left out, as `namespace/name[Kind]`; `?` for a namespace not known. */
  readonly leftOut: readonly string[];
  readonly issues: readonly ClusterIssue[];
}

/** Collects workloads and policies from Kubernetes objects, in any order; other objects are ignored. */
export function readCluster(resources: readonly PolicyResource[]): Cluster {
  const issues: ClusterIssue[] = [];
  const namespaces = readNamespaces(resources, issues);
  const owned = ownedIds(resources);
  const read = resources.flatMap((resource) => {
    const view = podSpecsOf(resource)[0];
    const kind = resource.kubernetes?.kind;
    if (view === undefined || kind === "PodTemplate" || owned.has(idOf(resource))) return [];
    return [readWorkload(resource, { view, namespaces, issues })];
  });
  const policies = resources.filter(isNetworkPolicy).map(readNetworkPolicy);
  for (const policy of policies) issues.push(...policy.issues.map((issue) => ({ ...issue, resource: policy.resource })));
  return {
    workloads: distinct(read.filter((entry) => typeof entry !== "string")),
    policies: policies.sort((a, b) => compareText(a.id, b.id)),
    namespaces: new Map(
      [...namespaces].flatMap(([name, labels]) => (labels === undefined ? [] : [[name, namespaceLabels(name, labels)]])),
    ),
    leftOut: read.filter((entry) => typeof entry === "string"),
    issues,
  };
}

export function isNetworkPolicy(resource: PolicyResource): boolean {
  const { kubernetes } = resource;
  return kubernetes?.kind === "NetworkPolicy" && kubernetes.apiVersion.startsWith("networking.k8s.io/");
}

/** Order of code units: the same on every machine. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Labels of a namespace that nothing describes: only the one the API server sets. */
export function namespaceLabels(name: string, labels: Labels = {}): Labels {
  return { ...labels, [NAMESPACE_NAME_LABEL]: name };
}

type NamespaceTable = ReadonlyMap<string, Labels | undefined>;

function readNamespaces(resources: readonly PolicyResource[], issues: ClusterIssue[]): NamespaceTable {
  const table = new Map<string, Labels | undefined>();
  for (const resource of resources) {
    if (resource.kubernetes?.kind !== "Namespace" || resource.kubernetes.apiVersion !== "v1") continue;
    const reader = new Reader();
    const labels = reader.labels(read(resource.props, "metadata", "labels"), "metadata.labels");
    const name = text(read(resource.props, "metadata", "name"));
    if (name !== undefined) table.set(name, labels);
    issues.push(...reader.issues.map((issue) => ({ ...issue, resource })));
  }
  return table;
}

interface WorkloadSource {
  readonly view: PodSpecView;
  readonly namespaces: NamespaceTable;
  readonly issues: ClusterIssue[];
}

/** The workload, or its id when something that decides about its traffic cannot be read. */
function readWorkload(resource: PolicyResource, { view, namespaces, issues }: WorkloadSource): Workload | string {
  const reader = new Reader();
  const namespace = reader.namespaceOf(resource);
  const pods = readPods(reader, view);
  issues.push(...reader.issues.map((issue) => ({ ...issue, resource })));
  const { name, kind } = identityOf(resource);
  const id = `${namespace ?? "?"}/${name}[${kind}]`;
  if (namespace === undefined || reader.issues.length > 0) return id;
  const described = namespaces.has(namespace) ? namespaces.get(namespace) : {};
  return described === undefined
    ? id
    : { id, namespace, name, kind, ...pods, namespaceLabels: namespaceLabels(namespace, described), resource };
}

function readPods(reader: Reader, view: PodSpecView): Pick<Workload, "labels" | "ports" | "hostNetwork"> {
  const labels = reader.labels(read(view.metadata, "labels"), `${view.path.replace(/spec$/, "")}metadata.labels`) ?? {};
  const hostNetwork = read(view.spec, "hostNetwork");
  if (isUnknown(hostNetwork)) reader.refuse(hostNetwork, `${view.path}.hostNetwork`, "true or false");
  return { labels, ports: namedPorts(view, reader), hostNetwork: hostNetwork === true };
}

/** A Pod of a controller that is not among the objects is known by its owner, as its siblings are. */
function identityOf(resource: PolicyResource): { readonly name: string; readonly kind: string } {
  const kind = resource.kubernetes?.kind ?? "Pod";
  const owner = kind === "Pod" ? controllerOf(resource) : undefined;
  return owner ?? { name: nameOf(resource), kind };
}

function controllerOf(resource: PolicyResource): { readonly name: string; readonly kind: string } | undefined {
  const owner = items(read(resource.props, "metadata", "ownerReferences")).find((entry) => read(entry, "controller") === true);
  const name = text(read(owner, "name"));
  const kind = text(read(owner, "kind"));
  return name === undefined || kind === undefined ? undefined : { name, kind };
}

function idOf(resource: PolicyResource): string {
  return `${text(read(resource.props, "metadata", "namespace")) ?? "default"}/${nameOf(resource)}[${resource.kubernetes?.kind ?? ""}]`;
}

/** Ids of objects whose controller is among the objects too: a ReplicaSet of a Deployment, a Pod of either. */
function ownedIds(resources: readonly PolicyResource[]): ReadonlySet<string> {
  const all = new Set(resources.map(idOf));
  const owned = resources.filter((resource) => {
    const owner = controllerOf(resource);
    const namespace = text(read(resource.props, "metadata", "namespace")) ?? "default";
    return owner !== undefined && all.has(`${namespace}/${owner.name}[${owner.kind}]`);
  });
  return new Set(owned.map(idOf));
}

function namedPorts(view: PodSpecView, reader: Reader): readonly NamedPort[] {
  return view.containers.flatMap(({ container, kind, path }) => {
    // Init containers have ended when the pod serves; only those that keep running (sidecars) listen.
    if (kind === "init" && read(container, "restartPolicy") !== "Always") return [];
    return elements(read(container, "ports"), `${path}.ports`).flatMap(({ value, path: at }) => {
      const name = read(value, "name");
      const port = read(value, "containerPort");
      const given = read(value, "protocol");
      if (isAbsent(name)) return [];
      if (isUnknown(name) || isUnknown(port) || isUnknown(given)) return reader.refuse(UNKNOWN, at, "a container port") ?? [];
      const protocol = PROTOCOLS.find((known) => known === (isAbsent(given) ? "TCP" : given));
      return typeof name === "string" && typeof port === "number" && protocol !== undefined ? [{ name, port, protocol }] : [];
    });
  });
}

/** One workload per id, sorted by id. Pods of one absent controller are alike, so the first stands for all. */
function distinct(workloads: readonly Workload[]): readonly Workload[] {
  const byId = new Map<string, Workload>();
  for (const workload of workloads) if (!byId.has(workload.id)) byId.set(workload.id, workload);
  return [...byId.values()].sort((a, b) => compareText(a.id, b.id));
}
