import { FROM_STAGING } from "../../lib/levels.ts";
import { findPowers, isRole, powersToChange } from "../../lib/rbac.ts";
import type { ResourceRule } from "../../lib/rule.ts";

const POWERS = powersToChange({
  groups: ["apiextensions.k8s.io", "apiregistration.k8s.io"],
  resources: ["customresourcedefinitions", "apiservices"],
});

export const rbacCrdWrite: ResourceRule = {
  name: "rbac-crd-write",
  title: "No role changes the API itself",
  description:
    "No role may create, change or delete CustomResourceDefinitions and APIServices, unless it names the one object: deleting a definition deletes every object of its kind, a conversion webhook in it reads and rewrites them all, and an APIService takes over a group of the API. Wildcards count.",
  severity: "critical",
  level: FROM_STAGING,
  controls: [
    "P-55",
    "G-12",
    "CIS-K8S 5.1.12",
    "NSA-CISA authentication and authorization",
    "PCI-DSS 7.2.2",
    "SOC2 CC6.3",
    "ISO27001 A.8.2",
  ],
  remediation:
    "Install definitions with the program, not from a pod; name the object in resourceNames where an operator must change it.",
  scope: "resource",
  appliesTo: isRole,
  check: (resource) => findPowers(resource, POWERS, "roles that do not change the API, or name the object"),
};
