import { narrowsCallers, unlessNarrowed } from "../../lib/cloud/conditions.ts";
import { judgingAllowances, TRUST_POLICIES, RESOURCE_POLICIES, isEverybody } from "../../lib/cloud/policyDocument.ts";
import { judgePlace, anyOf } from "../../lib/cloud/settings.ts";
import { ALWAYS } from "../../lib/levels.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below } from "../../lib/subject.ts";

const ALLOWED = "named principals, or a condition";

export const iamPublicPrincipal: ResourceRule = {
  name: "iam-public-principal",
  title: "Nothing in the cloud may be used by everybody",
  description:
    "No policy of a bucket, key or repository, and no trust policy of a role, may allow the principal * without a condition that leaves few: that is everybody with an account anywhere. A condition counts when it demands an account, an organisation, a principal or a network that is not the internet, without wildcards: TLS, dates, tags of the caller, negations and …IfExists leave everybody.",
  severity: "critical",
  level: ALWAYS,
  controls: ["NSA-CISA authentication and authorization", "PCI-DSS 7.2.2", "SOC2 CC6.1", "ISO27001 A.5.15"],
  remediation: "Name accounts and roles in Principal, or add a condition on the organisation or the endpoint.",
  ...anyOf(judging(RESOURCE_POLICIES), judging(TRUST_POLICIES)),
};

function judging(documents: typeof RESOURCE_POLICIES): ReturnType<typeof judgingAllowances> {
  return judgingAllowances(documents, ALLOWED, (statement) =>
    unlessNarrowed(
      below(statement, "Condition"),
      narrowsCallers,
      judgePlace(below(statement, "Principal"), (principal) => !isEverybody(principal), ALLOWED),
    ),
  );
}
