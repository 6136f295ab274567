import { judgingAllowances, valuesOf, isAnything } from "../../lib/cloud/policyDocument.ts";
import { demanding, mustNotBe, judgePlace, anyOf } from "../../lib/cloud/settings.ts";
import { TYPES } from "../../lib/cloud/types.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { read, text } from "../../lib/plain.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below } from "../../lib/subject.ts";
import type { Plain } from "../../lib/verdict.ts";

const ALLOWED = "the account alone (arn:aws:iam::<account>:root) with every action";

export const kmsKeyPolicy: ResourceRule = {
  name: "kms-key-policy",
  title: "Only the account owns a key",
  description:
    "A policy of a KMS key must not allow every action (kms:*, *) to anybody but the account itself, and must not skip the lockout check: whoever has every action can change the policy, schedule the deletion, and with it destroy what the key encrypted. IAM policies of the account's identities still decide within the account.",
  severity: "high",
  level: FROM_STAGING,
  controls: ["P-78", "PCI-DSS 3.6.1", "SOC2 CC6.1", "ISO27001 A.8.24"],
  remediation: "Give roles the actions they use: kms:Encrypt, kms:Decrypt, kms:GenerateDataKey and kms:DescribeKey.",
  ...anyOf(
    demanding({
      [TYPES.kmsKey]: [mustNotBe("bypassPolicyLockoutSafetyCheck", true)],
      [TYPES.kmsKeyPolicy]: [mustNotBe("bypassPolicyLockoutSafetyCheck", true)],
    }),
    judgingAllowances({ [TYPES.kmsKey]: "policy", [TYPES.kmsKeyPolicy]: "policy" }, ALLOWED, (statement) =>
      valuesOf(below(statement, "Action").value).some(isAnything)
        ? judgePlace(below(statement, "Principal"), isAccount, ALLOWED)
        : [],
    ),
  ),
};

function isAccount(principal: Plain): boolean {
  const named = valuesOf(read(principal, "AWS"));
  return named.length > 0 && named.every((one) => /^(\d{12}|arn:aws[\w-]*:iam::\d{12}:root)$/.test(text(one) ?? ""));
}
