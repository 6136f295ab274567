import type { INamespace } from "kubernetes-models/v1";
import { PART_OF } from "../../shared/labels.ts";
import type { NamespaceSpec, PodSecurityLevel } from "./spec.ts";

const POD_SECURITY = "pod-security.kubernetes.io";

/**
 * A namespace with its Pod Security labels, each pinned to the cluster's Kubernetes version so that an upgrade of the
 * control plane never changes what is admitted by itself.
 * https://kubernetes.io/docs/concepts/security/pod-security-admission/#pod-security-admission-labels-for-namespaces
 */
export function renderNamespace(namespace: NamespaceSpec, kubernetesVersion: string): INamespace {
  return {
    apiVersion: "v1",
    kind: "Namespace",
    metadata: {
      name: namespace.name,
      labels: {
        ...namespace.labels,
        "app.kubernetes.io/part-of": PART_OF,
        "app.kubernetes.io/managed-by": "pulumi",
        ...podSecurityLabels(namespace.podSecurity.level, kubernetesVersion),
      },
      annotations: { "palisade.dev/purpose": namespace.purpose, ...exemption(namespace.podSecurity) },
    },
  };
}

/** A namespace that is exempt still records and warns of everything level `restricted` would refuse. */
function podSecurityLabels(enforce: PodSecurityLevel, kubernetesVersion: string): Record<string, string> {
  const modes = { enforce, audit: "restricted", warn: "restricted" };
  return Object.fromEntries(
    Object.entries(modes).flatMap(([mode, level]) => [
      [`${POD_SECURITY}/${mode}`, level],
      [`${POD_SECURITY}/${mode}-version`, `v${kubernetesVersion}`],
    ]),
  );
}

function exemption(podSecurity: NamespaceSpec["podSecurity"]): Record<string, string> {
  if (podSecurity.level === "restricted") return {};
  return {
    "palisade.dev/pod-security-reason": podSecurity.reason,
    "palisade.dev/pod-security-reference": podSecurity.reference,
  };
}
