import { judgingAllowances, IDENTITY_POLICIES, RESOURCE_POLICIES, TRUST_POLICIES } from "../../lib/cloud/policyDocument.ts";
import { anyOf } from "../../lib/cloud/settings.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { isAbsent } from "../../lib/plain.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below, mustBe } from "../../lib/subject.ts";

const NEGATIONS = ["NotAction", "NotResource", "NotPrincipal"];
const ALLOWED = "Action, Resource and Principal";

export const iamNegation: ResourceRule = {
  name: "iam-negation",
  title: "Policies say what is allowed, not what is left out",
  description:
    "No statement that allows something may use NotAction, NotResource or NotPrincipal: it allows everything else, what does not exist yet too. In a denial they are fine.",
  severity: "high",
  level: FROM_STAGING,
  controls: ["NSA-CISA authentication and authorization", "PCI-DSS 7.2.2", "SOC2 CC6.3", "ISO27001 A.5.18"],
  remediation: "Write Action, Resource or Principal with what is meant.",
  ...anyOf(judging(IDENTITY_POLICIES), judging(RESOURCE_POLICIES), judging(TRUST_POLICIES)),
};

function judging(documents: typeof IDENTITY_POLICIES): ReturnType<typeof judgingAllowances> {
  return judgingAllowances(documents, ALLOWED, (statement) =>
    NEGATIONS.flatMap((element) => mustBe(below(statement, element), isAbsent, ALLOWED)),
  );
}
