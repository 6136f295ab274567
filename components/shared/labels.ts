/** Label that the API server itself sets on every namespace; the only one to select namespaces by (Kubernetes 1.22+). */
export const NAMESPACE_NAME_LABEL = "kubernetes.io/metadata.name";

/** Value of `app.kubernetes.io/part-of` on everything this program makes. */
export const PART_OF = "palisade";

/** Labels that select the pods of a workload: immutable on a controller, so nothing that changes belongs here. */
export function selectorLabels(name: string): Readonly<Record<string, string>> {
  return { "app.kubernetes.io/name": name };
}

/**
 * Recommended labels of an object.
 * Source: https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/
 */
export function standardLabels(name: string, component: string): Readonly<Record<string, string>> {
  return {
    ...selectorLabels(name),
    "app.kubernetes.io/component": component,
    "app.kubernetes.io/part-of": PART_OF,
    "app.kubernetes.io/managed-by": "pulumi",
  };
}
