import { FROM_STAGING } from "../../lib/levels.ts";
import { isRole, findPowers, type Power } from "../../lib/rbac.ts";
import type { ResourceRule } from "../../lib/rule.ts";

const POWER: Power = { groups: [""], resources: ["secrets"], verbs: ["get", "list", "watch"], unlessNamed: true };

export const rbacSecrets: ResourceRule = {
  name: "rbac-secrets",
  title: "Roles read named secrets only",
  description:
    "get, list and watch on secrets need resourceNames: list and watch show the content of every secret of the namespace, and get of any name is a matter of guessing. Wildcards count. Rights that reach the role by aggregation labels are not seen.",
  severity: "high",
  level: FROM_STAGING,
  controls: [
    "S-82",
    "S-83",
    "G-50",
    "CIS-K8S 5.1.2",
    "NSA-CISA authentication and authorization",
    "PCI-DSS 7.2.2",
    "SOC2 CC6.3",
    "ISO27001 A.5.18",
    "ISO27001 A.8.2",
  ],
  remediation: "Name the secrets in resourceNames, or mount them as files instead of reading them through the API.",
  scope: "resource",
  appliesTo: isRole,
  check: (resource) => findPowers(resource, [POWER], "secrets listed in resourceNames"),
};
