import { elements, isAbsent, isUnknown, read, text, type Placed } from "./plain.ts";
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
 * spec is absent (`object-shape` reports that). Custom resources that embed a pod template (an Argo Rollout, a Knative
 * Service) are not covered: their controllers create Pods or Deployments that admission control judges.
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
  const group = kubernetes.apiVersion.includes("/") ? kubernetes.apiVersion.slice(0, kubernetes.apiVersion.indexOf("/")) : "";
  return TEMPLATES[`${group}/${kubernetes.kind}`];
}

function extract(resource: PolicyResource): readonly PodSpecView[] {
  const steps = podTemplatePath(resource.kubernetes);
  if (steps === undefined) return [];
  const template = read(resource.props, ...steps);
  const spec = read(template, "spec");
  if (isAbsent(spec)) return [];
  const path = [...steps, "spec"].join(".");
  return [{ spec, path, metadata: read(template, "metadata"), containers: containersOf(spec, path) }];
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
