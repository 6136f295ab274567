import { FROM_STAGING } from "../../lib/levels.ts";
import { isRole, findPowers, type Power } from "../../lib/rbac.ts";
import type { ResourceRule } from "../../lib/rule.ts";

const GROUPS = ["certificates.k8s.io"];
const POWERS: readonly Power[] = [
  {
    groups: GROUPS,
    resources: ["certificatesigningrequests/approval", "certificatesigningrequests/status"],
    verbs: ["update", "patch"],
  },
  { groups: GROUPS, resources: ["signers"], verbs: ["approve", "sign"], unlessNamed: true },
];

export const rbacCsrApproval: ResourceRule = {
  name: "rbac-csr-approval",
  title: "No role signs certificates for users and nodes",
  description:
    "No role may approve or sign CertificateSigningRequests (update or patch of certificatesigningrequests/approval, approve or sign on signers): a client certificate is any user, system:masters included. Wildcards count. Rights that reach the role by aggregation labels are not seen.",
  severity: "critical",
  level: FROM_STAGING,
  controls: [
    "G-12",
    "CIS-K8S 5.1.11",
    "NSA-CISA authentication and authorization",
    "PCI-DSS 7.2.2",
    "SOC2 CC6.3",
    "ISO27001 A.5.18",
    "ISO27001 A.8.2",
  ],
  remediation: "Leave approval to the control plane, or limit the verb sign to one signer by resourceNames.",
  scope: "resource",
  appliesTo: isRole,
  check: (resource) => findPowers(resource, POWERS, "signers listed in resourceNames, no approval"),
};
