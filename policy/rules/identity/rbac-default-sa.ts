import { FROM_STAGING } from "../../lib/levels.ts";
import { isBinding } from "../../lib/rbac.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import type { Plain } from "../../lib/verdict.ts";
import { text } from "../../lib/plain.ts";
import { below, each, mustBe, objectOf } from "../../lib/subject.ts";

export const rbacDefaultSa: ResourceRule = {
  name: "rbac-default-sa",
  title: "Default ServiceAccounts have no rights",
  description:
    "No binding may have a ServiceAccount named default as a subject, by that name or as the user system:serviceaccount:…:default: every pod of the namespace that names no account of its own gets the rights.",
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
    each(objectOf(resource), "subjects").flatMap((subject) => {
      const account = below(subject, "kind").value === "ServiceAccount";
      return mustBe(
        below(subject, "name"),
        (name) => (account ? name !== "default" : !isDefaultUser(name)),
        "a ServiceAccount made for the workload",
      );
    }),
};

/** The same account as a user. */
function isDefaultUser(name: Plain): boolean {
  return /^system:serviceaccount:[^:]*:default$/.test(text(name) ?? "");
}
