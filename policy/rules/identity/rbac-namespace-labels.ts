import { FROM_STAGING } from "../../lib/levels.ts";
import { findPowers, isRole, type Power } from "../../lib/rbac.ts";
import type { ResourceRule } from "../../lib/rule.ts";

const POWERS: readonly Power[] = [{ groups: [""], resources: ["namespaces", "namespaces/finalize"], verbs: ["update", "patch"] }];

export const rbacNamespaceLabels: ResourceRule = {
  name: "rbac-namespace-labels",
  title: "Nobody lowers the level of a namespace",
  description:
    "No role may update or patch namespaces, or create them where their name is not its own choice: the labels of a namespace decide its Pod Security level, whether signatures are checked and which policies select it. Wildcards count. Pod Security labels as such are judged by psa-namespace-label.",
  severity: "high",
  level: FROM_STAGING,
  controls: [
    "P-52",
    "P-102",
    "CIS-K8S 5.2.1",
    "NSA-CISA authentication and authorization",
    "PCI-DSS 7.2.2",
    "SOC2 CC6.3",
    "ISO27001 A.8.2",
  ],
  remediation: "Let the program that owns the namespaces change them, and remove the verbs from the role.",
  scope: "resource",
  appliesTo: isRole,
  check: (resource) => findPowers(resource, POWERS, "roles that do not change namespaces"),
};
