import { judgingAllowances, IDENTITY_POLICIES, valuesOf, isAnything } from "../../lib/cloud/policyDocument.ts";
import { judgePlace } from "../../lib/cloud/settings.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { text, entries } from "../../lib/plain.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below, unless } from "../../lib/subject.ts";
import type { Plain } from "../../lib/verdict.ts";

const ALLOWED = "resources by name, or a condition";
/** Actions that take no resource. */
const HARMLESS = /^[\w-]+:(Describe|List)\w*\*?$|^ecr:GetAuthorizationToken$|^cloudwatch:PutMetricData$|^sts:GetCallerIdentity$/;

export const iamWildcardResource: ResourceRule = {
  name: "iam-wildcard-resource",
  title: "Identities get named resources",
  description:
    "No statement that allows something may have a resource that is all wildcard (*, arn:aws:s3:::*), alone or in a list, unless a condition narrows it or its actions only describe and list, which most services cannot limit. Whether the condition is narrow enough is for a reader.",
  severity: "high",
  level: FROM_STAGING,
  controls: ["NSA-CISA authentication and authorization", "PCI-DSS 7.2.2", "SOC2 CC6.3", "ISO27001 A.5.18"],
  remediation: "Name the resource by its ARN, with a prefix where objects are meant.",
  ...judgingAllowances(IDENTITY_POLICIES, ALLOWED, (statement) => {
    const actions = valuesOf(below(statement, "Action").value);
    if (actions.length > 0 && actions.every((action) => HARMLESS.test(text(action) ?? ""))) return [];
    const findings = judgePlace(below(statement, "Resource"), areNamed, ALLOWED);
    return unless(below(statement, "Condition"), (condition) => entries(condition).length > 0, findings);
  }),
};

function areNamed(resources: Plain): boolean {
  return !valuesOf(resources).some(isAnything);
}
