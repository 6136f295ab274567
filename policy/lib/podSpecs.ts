import { apiGroupOf } from "./kubernetesObject.ts";
import { elements, entries, isAbsent, isList, isRecord, isUnknown, read, text, type Placed } from "./plain.ts";
import { UNKNOWN, type Plain, type PolicyResource } from "./verdict.ts";

export type ContainerKind = "container" | "init" | "ephemeral";

/** One container of a pod, whichever list it stands in. */
export interface ContainerView {
  /** UNKNOWN when the container, or the list it stands in, is not known yet. */
  readonly container: Plain;
  readonly kind: ContainerKind;
  /** Its name, or its path where the name is missing or unknown. */
  readonly name: string;
  /** For example `spec.template.spec.initContainers[0]`. */
  readonly path: string;
}

/** One pod spec inside an object. */
export interface PodSpecView {
  /** UNKNOWN when the spec, or anything it stands in, is not known yet; `read` on it gives UNKNOWN again. */
  readonly spec: Plain;
  /** Path of the spec, for example `spec.template.spec`. */
  readonly path: string;
  /** Metadata of the pods: their labels and annotations. */
  readonly metadata: Plain;
  readonly containers: readonly ContainerView[];
}

/** Where each kind keeps its pod template: API group, kind, path of the object that holds `metadata` and `spec`. */
const TEMPLATES: Readonly<Record<string, readonly string[]>> = {
  "/Pod": [],
  "/PodTemplate": ["template"],
  "/ReplicationController": ["spec", "template"],
  "apps/Deployment": ["spec", "template"],
  "apps/StatefulSet": ["spec", "template"],
  "apps/DaemonSet": ["spec", "template"],
  "apps/ReplicaSet": ["spec", "template"],
  "extensions/Deployment": ["spec", "template"],
  "extensions/DaemonSet": ["spec", "template"],
  "extensions/ReplicaSet": ["spec", "template"],
  "batch/Job": ["spec", "template"],
  "batch/CronJob": ["spec", "jobTemplate", "spec", "template"],
};

const CONTAINER_LISTS: readonly (readonly [string, ContainerKind])[] = [
  ["containers", "container"],
  ["initContainers", "init"],
  ["ephemeralContainers", "ephemeral"],
];

const views = new WeakMap<PolicyResource, readonly PodSpecView[]>();

/**
 * Every pod spec of a Kubernetes object: the one place that knows where they are. Empty for objects without one and where the
 * spec is absent (`object-shape` reports that). In custom resources (an Argo Rollout, a Knative Service, a JobSet) every pod
 * template counts, wherever it stands (`...template.spec`, also in a list `templates`), and every `podSpec`, with a list
 * `containers`. Other embeddings are not seen.
 */
export function podSpecsOf(resource: PolicyResource): readonly PodSpecView[] {
  let found = views.get(resource);
  if (found === undefined) {
    found = extract(resource);
    views.set(resource, found);
  }
  return found;
}

/** Path of the pod template of a kind (`[]` when the object itself is the pod), or undefined when it has none. */
export function podTemplatePath(kubernetes: PolicyResource["kubernetes"]): readonly string[] | undefined {
  if (kubernetes === undefined) return undefined;
  return TEMPLATES[`${apiGroupOf(kubernetes.apiVersion)}/${kubernetes.kind}`];
}

function extract(resource: PolicyResource): readonly PodSpecView[] {
  const steps = podTemplatePath(resource.kubernetes);
  if (steps === undefined) return isCustomResource(resource) ? embeddedIn({ value: resource.props, path: "" }) : [];
  const template = read(resource.props, ...steps);
  return isAbsent(read(template, "spec")) ? [] : [viewOfTemplate({ value: template, path: steps.join(".") })];
}

function viewOfTemplate({ value: template, path: at }: Placed): PodSpecView {
  const spec = read(template, "spec");
  return viewOfSpec({ value: spec, path: at === "" ? "spec" : `${at}.spec` }, read(template, "metadata"));
}

function viewOfSpec({ value: spec, path }: Placed, metadata: Plain): PodSpecView {
  return { spec, path, metadata, containers: containersOf(spec, path) };
}

/** Groups of Kubernetes itself with a dot; projects use `k8s.io` too (sparkoperator.k8s.io). */
const OWN_GROUPS =
  /^(admissionregistration|apiextensions|apiregistration|(internal\.)?apiserver|audit|authentication|authorization|certificates|coordination|discovery|events|flowcontrol\.apiserver|metrics|networking|node|rbac\.authorization|resource|scheduling|storage|storagemigration)\.k8s\.io$/;

/** Of a group outside Kubernetes itself, whose groups are single words or known. */
export function isCustomResource({ kubernetes }: PolicyResource): boolean {
  const group = apiGroupOf(kubernetes?.apiVersion ?? "");
  return group.includes(".") && !OWN_GROUPS.test(group);
}

/** Containers that are not known yet are some all the same. */
function holdsContainers(spec: Plain): boolean {
  const containers = read(spec, "containers");
  return isList(containers) || isUnknown(containers);
}

const TEMPLATE = /template(s\[\d+\])?$/i;
const POD_SPEC = /podSpec(s\[\d+\])?$/i;

/** Every pod template below a value; what stands inside one belongs to its pods. */
function embeddedIn({ value, path }: Placed): readonly PodSpecView[] {
  if (TEMPLATE.test(path) && holdsContainers(read(value, "spec"))) return [viewOfTemplate({ value, path })];
  if (POD_SPEC.test(path) && holdsContainers(value)) return [viewOfSpec({ value, path }, undefined)];
  const children: readonly Placed[] = isList(value)
    ? elements(value, path)
    : entries(value).map(([key, inner]) => ({ value: inner, path: path === "" ? key : `${path}.${key}` }));
  return children.filter((child) => isList(child.value) || isRecord(child.value)).flatMap(embeddedIn);
}

function containersOf(spec: Plain, path: string): readonly ContainerView[] {
  // One unknown stands for all of them: three unknown containers would say the same thing three times.
  if (isUnknown(spec)) return [viewOf({ value: UNKNOWN, path: `${path}.containers` }, "container")];
  return CONTAINER_LISTS.flatMap(([list, kind]) =>
    elements(read(spec, list), `${path}.${list}`).map((element) => viewOf(element, kind)),
  );
}

function viewOf({ value, path }: Placed, kind: ContainerKind): ContainerView {
  return { container: value, kind, name: text(read(value, "name")) ?? path, path };
}
