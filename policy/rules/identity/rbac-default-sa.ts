import { FROM_STAGING } from "../../lib/levels.ts";
import { isBinding } from "../../lib/rbac.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below, each, mustBe, objectOf } from "../../lib/subject.ts";

export const rbacDefaultSa: ResourceRule = {
  name: "rbac-default-sa",
  title: "Default ServiceAccounts have no rights",
  description:
    "No binding may have a ServiceAccount named default as a subject: every pod of the namespace that names no account of its own gets the rights.",
  severity: "high",
  level: FROM_STAGING,
  controls: [
    "S-78",
    "CIS-K8S 5.1.5",
    "NSA-CISA authentication and authorization",
    "PCI-DSS 7.2.2",
    "SOC2 CC6.3",
    "ISO27001 A.5.18",
    "ISO27001 A.8.2",
  ],
  remediation: "Bind a ServiceAccount made for the workload.",
  scope: "resource",
  appliesTo: isBinding,
  check: (resource) =>
    each(objectOf(resource), "subjects")
      .filter((subject) => below(subject, "kind").value === "ServiceAccount")
      .flatMap((subject) =>
        mustBe(below(subject, "name"), (name) => name !== "default", "a ServiceAccount made for the workload"),
      ),
};
