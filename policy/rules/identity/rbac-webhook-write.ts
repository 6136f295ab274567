import { FROM_STAGING } from "../../lib/levels.ts";
import { findPowers, isRole, powersToChange } from "../../lib/rbac.ts";
import type { ResourceRule } from "../../lib/rule.ts";

const POWERS = powersToChange({
  groups: ["admissionregistration.k8s.io"],
  resources: [
    "mutatingwebhookconfigurations",
    "validatingwebhookconfigurations",
    "validatingadmissionpolicies",
    "validatingadmissionpolicybindings",
    "mutatingadmissionpolicies",
    "mutatingadmissionpolicybindings",
  ],
});

export const rbacWebhookWrite: ResourceRule = {
  name: "rbac-webhook-write",
  title: "No role rewrites admission control",
  description:
    "No role may create, change or delete webhook configurations and admission policies, unless it names the one object: a mutating webhook sees and changes every object of the cluster, secrets included. Wildcards count. Rights that reach the role by aggregation labels are not seen.",
  severity: "critical",
  level: FROM_STAGING,
  controls: [
    "P-55",
    "G-12",
    "CIS-K8S 5.1.12",
    "NSA-CISA authentication and authorization",
    "PCI-DSS 7.2.2",
    "SOC2 CC6.3",
    "ISO27001 A.5.18",
    "ISO27001 A.8.2",
  ],
  remediation:
    "Remove the rule, or name the one configuration the controller owns in resourceNames (create cannot be limited by name).",
  scope: "resource",
  appliesTo: isRole,
  check: (resource) => findPowers(resource, POWERS, "changes to configurations listed in resourceNames"),
};
