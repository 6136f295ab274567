import { judgingAllowances, TRUST_POLICIES, valuesOf, coversAction } from "../../lib/cloud/policyDocument.ts";
import { demanding, must, isGiven, judgePlace, anyOf } from "../../lib/cloud/settings.ts";
import { TYPES } from "../../lib/cloud/types.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { read, text, entries } from "../../lib/plain.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below } from "../../lib/subject.ts";
import type { Plain } from "../../lib/verdict.ts";

const ALLOWED = "a condition StringEquals on the subject and on the audience, without wildcards";
const isExact = (value: Plain): boolean => /^[^*?]+$/.test(text(value) ?? "");

export const iamTrustCondition: ResourceRule = {
  name: "iam-trust-condition",
  title: "A cloud identity can be taken by one ServiceAccount only",
  description:
    "A role taken with a token of a cluster (AssumeRoleWithWebIdentity) must demand its subject and audience, both exactly; a federated credential of Azure must name its subject and audience without wildcards, a provider of Google Cloud an attribute condition. Without them every pod of the cluster, or every repository of a code host, can take it.",
  severity: "critical",
  level: FROM_STAGING,
  controls: [
    "P-80",
    "P-91",
    "P-94",
    "CIS-EKS 5.2.1",
    "CIS-GKE 5.2.2",
    "NSA-CISA authentication and authorization",
    "PCI-DSS 7.2.2",
    "SOC2 CC6.1",
    "ISO27001 A.5.16",
  ],
  remediation: "Add StringEquals on <issuer>:sub (system:serviceaccount:<namespace>:<name>) and <issuer>:aud.",
  ...anyOf(
    judgingAllowances(TRUST_POLICIES, ALLOWED, (statement) => {
      const actions = valuesOf(below(statement, "Action").value);
      if (!actions.some((action) => coversAction(action, "sts:AssumeRoleWithWebIdentity"))) return [];
      return judgePlace(below(statement, "Condition"), demandsSubject, ALLOWED);
    }),
    demanding({
      [TYPES.azureFederation]: [
        must("subject", isExact, "a subject without wildcards"),
        must("audiences", (list) => valuesOf(list).length > 0 && valuesOf(list).every(isExact), "audiences without wildcards"),
      ],
      [TYPES.gcpIdentityProvider]: [must("attributeCondition", isCondition, "a condition")],
    }),
  ),
};

/** `true` admits every repository of a code host. */
function isCondition(value: Plain): boolean {
  return isGiven(value) && text(value)?.replaceAll(/[\s()]/g, "") !== "true" && text(value)?.trim() !== "";
}

function demandsSubject(condition: Plain): boolean {
  const equal = entries(read(condition, "StringEquals"));
  return [":sub", ":aud"].every((suffix) => equal.some(([key, value]) => key.endsWith(suffix) && valuesOf(value).every(isExact)));
}
