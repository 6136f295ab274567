import { FROM_PROD } from "../../lib/levels.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below, mustBe, absentOr, objectOf } from "../../lib/subject.ts";

export const constraintEnforced: ResourceRule = {
  name: "constraint-enforced",
  title: "Gatekeeper constraints refuse",
  description:
    "enforcementAction of a Gatekeeper constraint must be deny (also the default): dryrun and warn only record. Namespaces that Gatekeeper's own configuration exempts are not seen.",
  severity: "medium",
  level: FROM_PROD,
  controls: ["P-53", "P-55", "S-98", "NSA-CISA pod security", "PCI-DSS 2.2.1", "SOC2 CC6.8", "ISO27001 A.8.9"],
  remediation: "Remove enforcementAction once the audit of the constraint is clean.",
  scope: "resource",
  appliesTo: ({ kubernetes }) => kubernetes?.apiVersion.startsWith("constraints.gatekeeper.sh/") ?? false,
  check: (resource) => mustBe(below(objectOf(resource), "spec", "enforcementAction"), absentOr("deny"), "deny"),
};
