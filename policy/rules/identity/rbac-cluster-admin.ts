import { ALWAYS } from "../../lib/levels.ts";
import { text } from "../../lib/plain.ts";
import { isBinding } from "../../lib/rbac.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below, mustBe, objectOf } from "../../lib/subject.ts";
import type { PolicyResource } from "../../lib/verdict.ts";

export const rbacClusterAdmin: ResourceRule = {
  name: "rbac-cluster-admin",
  title: "Nobody is bound to cluster-admin",
  description:
    "No RoleBinding or ClusterRoleBinding may refer to cluster-admin: in a RoleBinding it is every right in the namespace, secrets and exec included. A role of another name with the same rules is caught by rbac-wildcard.",
  severity: "critical",
  level: ALWAYS,
  controls: [
    "S-81",
    "G-11",
    "CIS-K8S 5.1.1",
    "NSA-CISA authentication and authorization",
    "PCI-DSS 7.2.2",
    "SOC2 CC6.3",
    "ISO27001 A.5.18",
    "ISO27001 A.8.2",
  ],
  remediation:
    "Bind a role with the rights that are needed; keep a break-glass binding outside the program, watched by an alert.",
  scope: "resource",
  appliesTo: isBinding,
  check: (resource) =>
    mustBe(
      below(objectOf(resource), "roleRef", "name"),
      (name) => isLimited(resource, text(name) ?? ""),
      "a role of limited rights",
    ),
};

/** Roles of the control plane's own parts: they escalate, issue certificates and read every Secret. */
const CONTROL_PLANE = /^system:(controller:|kube-controller-manager$|kube-scheduler$|node$|aggregate-to-(admin|edit)$)/;

/** Over the whole cluster `admin` and `edit` read every Secret and run pods as every ServiceAccount. */
function isLimited(binding: PolicyResource, role: string): boolean {
  const wide = binding.kubernetes?.kind === "ClusterRoleBinding" && ["admin", "edit"].includes(role);
  return role !== "cluster-admin" && !wide && !CONTROL_PLANE.test(role);
}
