import { ALWAYS } from "../../lib/levels.ts";
import { isRole, findPowers, type Power } from "../../lib/rbac.ts";
import type { ResourceRule } from "../../lib/rule.ts";

const POWERS: readonly Power[] = [
  { groups: ["rbac.authorization.k8s.io"], resources: ["roles", "clusterroles"], verbs: ["escalate", "bind"] },
  {
    groups: ["", "authentication.k8s.io"],
    resources: ["users", "groups", "serviceaccounts", "uids", "userextras", "userextras/"],
    verbs: ["impersonate"],
  },
];

export const rbacEscalation: ResourceRule = {
  name: "rbac-escalation",
  title: "No role can give itself more rights",
  description:
    "No role may have the verbs escalate or bind on roles, or impersonate on users, groups, ServiceAccounts, UIDs and extra fields: each of them is any right of the cluster. Wildcards count. Rights that reach the role by aggregation labels are not seen.",
  severity: "critical",
  level: ALWAYS,
  controls: [
    "G-12",
    "CIS-K8S 5.1.8",
    "NSA-CISA authentication and authorization",
    "PCI-DSS 7.2.2",
    "SOC2 CC6.3",
    "ISO27001 A.5.18",
    "ISO27001 A.8.2",
  ],
  remediation: "Remove the verb. A controller that must create roles can hold the rights it hands out itself.",
  scope: "resource",
  appliesTo: isRole,
  check: (resource) => findPowers(resource, POWERS, "roles without escalate, bind and impersonate"),
};
