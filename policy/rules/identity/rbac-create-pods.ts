import { FROM_STAGING } from "../../lib/levels.ts";
import { isRole, findPowers, type Power } from "../../lib/rbac.ts";
import type { ResourceRule } from "../../lib/rule.ts";

const VERBS = ["create", "update", "patch"];
const POWERS: readonly Power[] = [
  { groups: [""], resources: ["pods", "replicationcontrollers"], verbs: VERBS },
  { groups: ["apps", "extensions"], resources: ["deployments", "daemonsets", "statefulsets", "replicasets"], verbs: VERBS },
  { groups: ["batch"], resources: ["jobs", "cronjobs"], verbs: VERBS },
];

export const rbacCreatePods: ResourceRule = {
  name: "rbac-create-pods",
  title: "No role starts pods of its choice",
  description:
    "No role may create or change pods or their controllers: whoever chooses a pod spec chooses its ServiceAccount, its secrets and, past admission, its node. Wildcards count. Rights that reach the role by aggregation labels are not seen.",
  severity: "high",
  level: FROM_STAGING,
  controls: [
    "G-12",
    "CIS-K8S 5.1.4",
    "NSA-CISA authentication and authorization",
    "PCI-DSS 7.2.2",
    "SOC2 CC6.3",
    "ISO27001 A.5.18",
    "ISO27001 A.8.2",
  ],
  remediation: "Remove the rule; a deployer or an operator that must have it gets a waiver that names it.",
  scope: "resource",
  appliesTo: isRole,
  check: (resource) => findPowers(resource, POWERS, "no rights to create or change pods and their controllers"),
};
