/** The Kubernetes objects of a record as plain manifests, in the order in which they could be applied. Pure. */
import { REDACTED } from "../../policy/lib/verdict.ts";
import type { PreviewRecord, Recorded, RecordedResource } from "./record.ts";
import { compareText, isProviderType } from "./urn.ts";

export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string | undefined;
    readonly [key: string]: unknown;
  };
  readonly [key: string]: unknown;
}

/** Stand where a manifest cannot show the value. */
export const SECRET_MARK = REDACTED;
export const UNKNOWN_MARK = "(known after deployment)";

/** On an object of which only a part is declared: a `*Patch` of something made elsewhere. */
export const PARTIAL_ANNOTATION = "palisade/partial";

/** What others need comes first; what could block others comes last. Kinds not named are custom resources. */
const ORDER: readonly (readonly string[])[] = [
  ["Namespace"],
  ["CustomResourceDefinition"],
  ["PriorityClass", "RuntimeClass", "StorageClass", "CSIDriver", "IngressClass"],
  ["ServiceAccount"],
  ["ClusterRole", "Role"],
  ["ClusterRoleBinding", "RoleBinding"],
  ["ResourceQuota", "LimitRange"],
  ["ConfigMap", "Secret"],
  ["NetworkPolicy"],
  ["PersistentVolume", "PersistentVolumeClaim"],
  ["Service"],
  ["DaemonSet", "Deployment", "StatefulSet", "ReplicaSet", "ReplicationController", "Pod", "Job", "CronJob"],
  ["PodDisruptionBudget", "HorizontalPodAutoscaler", "Ingress", "Endpoints", "EndpointSlice"],
];
const CUSTOM_RESOURCES = ORDER.length;
const GATEKEEPING = [
  "ValidatingAdmissionPolicy",
  "ValidatingAdmissionPolicyBinding",
  "MutatingAdmissionPolicy",
  "MutatingAdmissionPolicyBinding",
  "ValidatingWebhookConfiguration",
  "MutatingWebhookConfiguration",
  "APIService",
];

function rank(kind: string): number {
  const place = ORDER.findIndex((kinds) => kinds.includes(kind));
  return place !== -1 ? place : GATEKEEPING.includes(kind) ? CUSTOM_RESOURCES + 1 : CUSTOM_RESOURCES;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function plain(value: Recorded): unknown {
  if (Array.isArray(value)) {
    return value.map((child: Recorded) => plain(child));
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  const record = value as Readonly<Record<string, Recorded>>;
  if (record["$secret"] === true) {
    return SECRET_MARK;
  }
  if (record["$unknown"] === true) {
    return UNKNOWN_MARK;
  }
  return Object.fromEntries(Object.entries(record).map(([key, child]) => [key, plain(child)]));
}

/** A single object of the cluster: no provider, no list, nothing that was only read. */
function isObject(resource: RecordedResource): boolean {
  const { apiVersion, kind } = resource.inputs;
  const isList = typeof kind === "string" && kind.endsWith("List") && Array.isArray(resource.inputs["items"]);
  const isDeclared = resource.custom && !resource.read && !isProviderType(resource.type);
  return (
    isDeclared && resource.type.startsWith("kubernetes:") && typeof apiVersion === "string" && typeof kind === "string" && !isList
  );
}

/** Pulumi's `NamespacePatch` declares some fields of a Namespace that something else owns. */
function isPatch(resource: RecordedResource): boolean {
  const kind = resource.inputs["kind"];
  return resource.type.endsWith("Patch") && typeof kind === "string" && !kind.endsWith("Patch");
}

/** The map of a Secret keeps its keys, so that it stays a map and a reader sees what pods refer to. */
function withSecretKeys({ inputs, secretKeys = {} }: RecordedResource): Record<string, unknown> {
  const maps = Object.entries(secretKeys).map(([field, keys]) => [field, marked(keys)] as const);
  return { ...(plain(inputs) as Record<string, unknown>), ...Object.fromEntries(maps) };
}

function marked(keys: readonly string[]): Record<string, string> {
  return Object.fromEntries(keys.map((key) => [key, SECRET_MARK]));
}

/** apiVersion, kind and metadata first, as people write manifests. A name the provider makes up is shown as such. */
function manifest(resource: RecordedResource): KubernetesObject {
  const { apiVersion, kind, metadata: given, ...rest } = withSecretKeys(resource);
  const { name = `${resource.name}-(generated)`, namespace, ...metadata } = isRecord(given) ? given : {};
  return {
    apiVersion: String(apiVersion),
    kind: String(kind),
    metadata: { name: String(name), ...(namespace === undefined ? {} : { namespace: String(namespace) }), ...metadata },
    ...rest,
  };
}

function merge(base: unknown, patch: unknown): unknown {
  if (!isRecord(base) || !isRecord(patch)) {
    return patch;
  }
  const merged = Object.entries(patch).map(([key, value]) => [key, key in base ? merge(base[key], value) : value]);
  return { ...base, ...Object.fromEntries(merged) } as unknown;
}

function identity({ apiVersion, kind, metadata }: KubernetesObject): string {
  return [apiVersion, kind, metadata.namespace ?? "", metadata.name].join("\0");
}

/** Patches change the object they name; one whose object is not in the record stays, marked as partial. */
function applyPatches(objects: readonly KubernetesObject[], patches: readonly KubernetesObject[]): KubernetesObject[] {
  const owned = new Set(objects.map(identity));
  const partial = patches.filter((patch) => !owned.has(identity(patch)));
  const patched = objects.map((object) => {
    const own = patches.filter((patch) => identity(patch) === identity(object));
    return own.reduce((base, patch) => merge(base, patch) as KubernetesObject, object);
  });
  const mark = { metadata: { annotations: { [PARTIAL_ANNOTATION]: "true" } } };
  return [...patched, ...partial.map((patch) => merge(patch, mark) as KubernetesObject)];
}

function compareObjects(a: KubernetesObject, b: KubernetesObject): number {
  const place = (object: KubernetesObject): string =>
    [object.metadata.namespace ?? "", object.metadata.name, object.kind, object.apiVersion].join("\0");
  return rank(a.kind) - rank(b.kind) || compareText(place(a), place(b));
}

/**
 * Typed resources, custom resources and the objects of expanded charts. Secrets and values that are not known yet are
 * replaced by marks; components, lists and Helm releases have no manifest of their own.
 */
export function kubernetesObjects(record: PreviewRecord): KubernetesObject[] {
  const resources = record.resources.filter(isObject);
  const whole = resources.filter((resource) => !isPatch(resource)).map(manifest);
  return applyPatches(whole, resources.filter(isPatch).map(manifest)).sort(compareObjects);
}
