import { ALWAYS } from "../../lib/levels.ts";
import { text } from "../../lib/plain.ts";
import { isBinding } from "../../lib/rbac.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below, each, mustBe, objectOf } from "../../lib/subject.ts";
import type { Plain } from "../../lib/verdict.ts";

export const rbacSystemGroups: ResourceRule = {
  name: "rbac-system-groups",
  title: "Rights are not given to everyone who can log in",
  description:
    "No binding may have the groups system:masters (past every check of the authorizer), system:authenticated or system:serviceaccounts (every workload of the cluster or of a namespace) as a subject.",
  severity: "critical",
  level: ALWAYS,
  controls: [
    "S-81",
    "G-12",
    "CIS-K8S 5.1.7",
    "NSA-CISA authentication and authorization",
    "PCI-DSS 7.2.2",
    "SOC2 CC6.3",
    "ISO27001 A.5.18",
    "ISO27001 A.8.2",
  ],
  remediation: "Bind the named groups and ServiceAccounts that need the rights.",
  scope: "resource",
  appliesTo: isBinding,
  check: (resource) =>
    each(objectOf(resource), "subjects").flatMap((subject) =>
      mustBe(below(subject, "name"), isNarrow, "named users, groups and ServiceAccounts"),
    ),
};

function isNarrow(name: Plain): boolean {
  return !/^system:(masters|authenticated|serviceaccounts(:.*)?)$/.test(text(name) ?? "");
}
