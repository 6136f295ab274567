import { FROM_STAGING } from "../../lib/levels.ts";
import { isRole, findPowers, type Power } from "../../lib/rbac.ts";
import type { ResourceRule } from "../../lib/rule.ts";

const RESOURCES = ["pods/exec", "pods/attach", "pods/portforward", "pods/ephemeralcontainers"];
const POWER: Power = { groups: [""], resources: RESOURCES, verbs: ["get", "create", "update", "patch"] };

export const rbacExec: ResourceRule = {
  name: "rbac-exec",
  title: "No role opens a way into running pods",
  description:
    "No role may allow pods/exec, pods/attach, pods/portforward (get or create: websockets use get) or changing pods/ephemeralcontainers: they run commands with the identity of any pod of the namespace. Wildcards count. Rights that reach the role by aggregation labels are not seen.",
  severity: "high",
  level: FROM_STAGING,
  controls: [
    "G-12",
    "S-83",
    "NSA-CISA authentication and authorization",
    "PCI-DSS 7.2.2",
    "SOC2 CC6.3",
    "ISO27001 A.5.18",
    "ISO27001 A.8.2",
  ],
  remediation: "Remove the rule; debug through a break-glass role that expires and is audited.",
  scope: "resource",
  appliesTo: isRole,
  check: (resource) => findPowers(resource, [POWER], "no access to running pods"),
};
