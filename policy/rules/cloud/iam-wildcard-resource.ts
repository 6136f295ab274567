import { narrowsResources, unlessNarrowed } from "../../lib/cloud/conditions.ts";
import { judgingAllowances, IDENTITY_POLICIES, valuesOf, isAnything, takesNoResource } from "../../lib/cloud/policyDocument.ts";
import { judgePlace } from "../../lib/cloud/settings.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { text } from "../../lib/plain.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below } from "../../lib/subject.ts";
import type { Plain } from "../../lib/verdict.ts";

const ALLOWED = "resources by name, or a condition";
const OF_ANY_ACCOUNT = /^arn:([^:]*:){2}[^:]*:[^:]*[*?][^:]*:[\w-]+[/:][*?]+$/;

export const iamWildcardResource: ResourceRule = {
  name: "iam-wildcard-resource",
  title: "Identities get named resources",
  description:
    "No statement that allows something may have a resource that is all wildcard (*, arn:aws:s3:::*), alone or in a list, nor be everything of a kind in any account (arn:aws:kms:*:*:key/*), unless a condition demands something of the resource, without wildcards, or its actions only describe and list, which most services cannot limit. Conditions on the caller, the region, TLS or dates leave every resource.",
  severity: "high",
  level: FROM_STAGING,
  controls: ["NSA-CISA authentication and authorization", "PCI-DSS 7.2.2", "SOC2 CC6.3", "ISO27001 A.5.18"],
  remediation: "Name the resource by its ARN, with a prefix where objects are meant.",
  ...judgingAllowances(IDENTITY_POLICIES, ALLOWED, (statement) => {
    const actions = valuesOf(below(statement, "Action").value);
    if (actions.length > 0 && actions.every(takesNoResource)) return [];
    const findings = judgePlace(below(statement, "Resource"), areNamed, ALLOWED);
    return unlessNarrowed(below(statement, "Condition"), narrowsResources, findings);
  }),
};

function areNamed(resources: Plain): boolean {
  return !valuesOf(resources).some((resource) => isAnything(resource) || OF_ANY_ACCOUNT.test(text(resource) ?? ""));
}
