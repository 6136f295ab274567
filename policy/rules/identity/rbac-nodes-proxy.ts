import { FROM_STAGING } from "../../lib/levels.ts";
import { isRole, findPowers, type Power } from "../../lib/rbac.ts";
import type { ResourceRule } from "../../lib/rule.ts";

const VERBS = ["get", "list", "watch", "create", "update", "patch", "delete"];
const POWER: Power = { groups: [""], resources: ["nodes/proxy"], verbs: VERBS };

export const rbacNodesProxy: ResourceRule = {
  name: "rbac-nodes-proxy",
  title: "No role goes through the kubelet",
  description:
    "No role may have any right on nodes/proxy: the kubelet's API runs commands in every pod of the node, past admission and audit; get is enough for that. Wildcards count. Rights that reach the role by aggregation labels are not seen.",
  severity: "critical",
  level: FROM_STAGING,
  controls: [
    "G-12",
    "CIS-K8S 5.1.10",
    "NSA-CISA authentication and authorization",
    "PCI-DSS 7.2.2",
    "SOC2 CC6.3",
    "ISO27001 A.5.18",
    "ISO27001 A.8.2",
  ],
  remediation:
    "Use nodes/metrics, nodes/stats or nodes/pods, which kubelets authorize apart (beta in Kubernetes v1.33, stable in v1.36).",
  scope: "resource",
  appliesTo: isRole,
  check: (resource) => findPowers(resource, [POWER], "no rights on nodes/proxy"),
};
