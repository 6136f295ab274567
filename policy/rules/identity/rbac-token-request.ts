import { FROM_STAGING } from "../../lib/levels.ts";
import { isRole, findPowers, type Power } from "../../lib/rbac.ts";
import type { ResourceRule } from "../../lib/rule.ts";

const POWER: Power = { groups: [""], resources: ["serviceaccounts/token"], verbs: ["create"], unlessNamed: true };

export const rbacTokenRequest: ResourceRule = {
  name: "rbac-token-request",
  title: "No role issues tokens of other accounts",
  description:
    "create on serviceaccounts/token needs resourceNames: otherwise the role becomes any ServiceAccount of the namespace. Wildcards count. Rights that reach the role by aggregation labels are not seen.",
  severity: "critical",
  level: FROM_STAGING,
  controls: [
    "G-12",
    "CIS-K8S 5.1.13",
    "NSA-CISA authentication and authorization",
    "PCI-DSS 7.2.2",
    "SOC2 CC6.3",
    "ISO27001 A.5.18",
    "ISO27001 A.8.2",
  ],
  remediation: "Name the ServiceAccount in resourceNames, or let the kubelet project the token into the pod.",
  scope: "resource",
  appliesTo: isRole,
  check: (resource) => findPowers(resource, [POWER], "ServiceAccounts listed in resourceNames"),
};
