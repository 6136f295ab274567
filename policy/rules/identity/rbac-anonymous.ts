import { ALWAYS } from "../../lib/levels.ts";
import { isBinding } from "../../lib/rbac.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below, each, mustBe, objectOf } from "../../lib/subject.ts";
import type { Plain } from "../../lib/verdict.ts";

const NOBODY: readonly Plain[] = ["system:anonymous", "system:unauthenticated"];

export const rbacAnonymous: ResourceRule = {
  name: "rbac-anonymous",
  title: "Nobody has rights without a name",
  description:
    "No binding may have the user system:anonymous or the group system:unauthenticated as a subject: everybody who reaches the API server has these rights.",
  severity: "critical",
  level: ALWAYS,
  controls: [
    "G-12",
    "CIS-K8S 5.1.1",
    "NSA-CISA authentication and authorization",
    "PCI-DSS 7.2.2",
    "SOC2 CC6.3",
    "ISO27001 A.5.18",
    "ISO27001 A.8.2",
  ],
  remediation: "Remove the subject; health endpoints are open by system:public-info-viewer already.",
  scope: "resource",
  appliesTo: isBinding,
  check: (resource) =>
    each(objectOf(resource), "subjects").flatMap((subject) =>
      mustBe(below(subject, "name"), (name) => !NOBODY.includes(name), "users, groups and ServiceAccounts that must log in"),
    ),
};
