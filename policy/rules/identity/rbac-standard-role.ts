import { isKind } from "../../lib/kinds.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below, mustBe, objectOf, unless } from "../../lib/subject.ts";

export const rbacStandardRole: ResourceRule = {
  name: "rbac-standard-role",
  title: "Nobody administers or edits a whole namespace",
  description:
    "No RoleBinding may refer to the ClusterRoles admin and edit: both read every Secret of the namespace, open shells in its pods and start pods under every ServiceAccount of it; admin gives rights to others too. Over the whole cluster they are refused by rbac-cluster-admin. view reads no Secrets and passes, and so does a Role of one's own of that name, which its own rules are judged by.",
  severity: "high",
  level: FROM_STAGING,
  controls: [
    "S-80",
    "S-82",
    "G-12",
    "CIS-K8S 5.1.1",
    "NSA-CISA authentication and authorization",
    "PCI-DSS 7.2.2",
    "SOC2 CC6.3",
    "ISO27001 A.8.2",
  ],
  remediation: "Bind view, or a Role with the rights that are needed.",
  scope: "resource",
  appliesTo: (resource) => isKind(resource, "rbac.authorization.k8s.io/RoleBinding"),
  check: (resource) => {
    const role = below(objectOf(resource), "roleRef");
    return unless(
      below(role, "kind"),
      (kind) => kind === "Role",
      mustBe(below(role, "name"), (name) => name !== "admin" && name !== "edit", "a role of limited rights"),
    );
  },
};
