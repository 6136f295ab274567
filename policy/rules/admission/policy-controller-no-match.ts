import { isKind } from "../../lib/kinds.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below, mustBe, objectOf, absentOr } from "../../lib/subject.ts";

export const policyControllerNoMatch: ResourceRule = {
  name: "policy-controller-no-match",
  title: "An image that no policy names is refused",
  description:
    "no-match-policy of policy-controller (ConfigMap config-policy-controller) must be deny, its default: with warn or allow, an image that no ClusterImagePolicy matches is admitted without a signature, and a typing error in a glob switches the check off.",
  severity: "high",
  level: FROM_STAGING,
  controls: ["P-54", "P-65", "P-100", "S-93", "CIS-K8S 5.5.1", "PCI-DSS 6.3.2", "SOC2 CC6.8", "ISO27001 A.8.19"],
  remediation: "Remove no-match-policy, or set it to deny.",
  scope: "resource",
  appliesTo: (resource) => isKind(resource, "/ConfigMap") && resource.kubernetes?.name === "config-policy-controller",
  check: (resource) => mustBe(below(objectOf(resource), "data", "no-match-policy"), absentOr("deny"), "deny"),
};
