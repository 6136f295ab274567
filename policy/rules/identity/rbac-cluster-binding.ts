import { ofKind } from "../../lib/kinds.ts";
import { ADVICE } from "../../lib/levels.ts";
import { isAbsent, read } from "../../lib/plain.ts";
import { REASON_ANNOTATION } from "../../lib/reasoned.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below, each, mustBe, objectOf, unless } from "../../lib/subject.ts";
import type { Plain } from "../../lib/verdict.ts";

/** What says why: everybody's annotation, and the one of a workload whose rights were widened. */
const REASONS = [REASON_ANNOTATION, "palisade.dev/loosened-api-access"];

export const rbacClusterBinding: ResourceRule = {
  name: "rbac-cluster-binding",
  title: "Rights of workloads end at a namespace",
  description:
    "A ServiceAccount gets its rights by a RoleBinding: a ClusterRoleBinding gives them in every namespace, those of tomorrow too. What really works on the whole cluster (an agent, an operator) says why in the annotation palisade.dev/reason. What the role allows, other rules judge; a ClusterRole bound by a RoleBinding ends at its namespace and is fine.",
  severity: "low",
  level: ADVICE,
  controls: ["G-06", "G-13", "S-81", "CIS-K8S 5.1.1", "PCI-DSS 7.2.2", "SOC2 CC6.3", "ISO27001 A.8.2"],
  remediation: "Use a RoleBinding in each namespace it works in, or say in palisade.dev/reason why it needs them all.",
  scope: "resource",
  appliesTo: ofKind("rbac.authorization.k8s.io/ClusterRoleBinding"),
  check: (resource) => {
    const object = objectOf(resource);
    const kinds = each(object, "subjects").map((subject) => below(subject, "kind"));
    const findings = kinds.flatMap((kind) =>
      mustBe(kind, (given) => given !== "ServiceAccount", "a RoleBinding, or the annotation palisade.dev/reason"),
    );
    return unless(below(object, "metadata", "annotations"), isExplained, findings);
  },
};

function isExplained(annotations: Plain): boolean {
  return REASONS.map((key) => read(annotations, key)).some((reason) => !isAbsent(reason) && reason !== "");
}
