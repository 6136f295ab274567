import { FROM_STAGING } from "../../lib/levels.ts";
import { isRole, findPowers, type Power } from "../../lib/rbac.ts";
import type { ResourceRule } from "../../lib/rule.ts";

const VERBS = ["create", "update", "patch"];
const POWERS: readonly Power[] = [
  { groups: [""], resources: ["endpoints"], verbs: VERBS },
  { groups: ["discovery.k8s.io"], resources: ["endpointslices"], verbs: VERBS },
];

export const rbacEndpointEdit: ResourceRule = {
  name: "rbac-endpoint-edit",
  title: "No role redirects Services",
  description:
    "No role may create or change endpoints and endpointslices: they send the traffic of a Service to any address, other namespaces' pods included (CVE-2021-25740). Wildcards count. Rights that reach the role by aggregation labels are not seen.",
  severity: "medium",
  level: FROM_STAGING,
  controls: [
    "G-12",
    "P-49",
    "NSA-CISA authentication and authorization",
    "PCI-DSS 7.2.2",
    "SOC2 CC6.3",
    "ISO27001 A.5.18",
    "ISO27001 A.8.2",
  ],
  remediation: "Remove the rule; the endpoint controllers of the control plane do this work.",
  scope: "resource",
  appliesTo: isRole,
  check: (resource) => findPowers(resource, POWERS, "no rights to create or change endpoints"),
};
