import { ofKind } from "../../lib/kinds.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { text } from "../../lib/plain.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below, mustBe, objectOf } from "../../lib/subject.ts";

const KINDS = [
  "/ConfigMap",
  "/PersistentVolumeClaim",
  "/Pod",
  "/Secret",
  "/Service",
  "/ServiceAccount",
  "apps/DaemonSet",
  "apps/Deployment",
  "apps/ReplicaSet",
  "apps/StatefulSet",
  "batch/CronJob",
  "batch/Job",
  "networking.k8s.io/Ingress",
  "rbac.authorization.k8s.io/Role",
  "rbac.authorization.k8s.io/RoleBinding",
];

export const defaultNamespace: ResourceRule = {
  name: "default-namespace",
  title: "Nothing runs in the default namespace",
  description:
    "Namespaced objects must name a namespace other than default: quotas, network policies and access are set per namespace, and the default one collects what nobody owns. A namespace chosen by the provider or by kubectl -n is not seen.",
  severity: "low",
  level: FROM_STAGING,
  controls: ["P-11", "CIS-K8S 5.7.1", "CIS-K8S 5.7.4", "PCI-DSS 2.2.1", "SOC2 CC6.1", "ISO27001 A.8.22"],
  remediation: "Set metadata.namespace to a namespace made for the workload.",
  scope: "resource",
  appliesTo: ofKind(...KINDS),
  check: (resource) =>
    mustBe(
      below(objectOf(resource), "metadata", "namespace"),
      (name) => !["", "default"].includes(text(name) ?? ""),
      "a namespace other than default",
    ),
};
