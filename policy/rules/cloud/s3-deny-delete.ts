import { besideBuckets } from "../../lib/cloud/companions.ts";
import { denies, leavesOutFew } from "../../lib/cloud/bucketDenials.ts";
import { judgeDocument } from "../../lib/cloud/policyDocument.ts";
import { TYPES } from "../../lib/cloud/types.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { read, isUnknown } from "../../lib/plain.ts";
import type { WorldRule } from "../../lib/rule.ts";

const ACTIONS = ["s3:DeleteObjectVersion", "s3:BypassGovernanceRetention", "s3:PutBucketObjectLockConfiguration"];

export const s3DenyDelete: WorldRule = {
  name: "s3-deny-delete",
  title: "The audit bucket cannot be unlocked by a stolen role",
  description:
    "A bucket with object lock must have a policy that denies deleting versions, bypassing governance and changing the lock's default: object lock protects versions, not the settings of the bucket. The denial must be about this bucket and its objects, and its condition may leave out named principals only, such as a break-glass role: one that asks for TLS denies nothing to a client that has it. The owner of the account can remove the policy; keep the bucket in an account of its own.",
  severity: "high",
  level: FROM_STAGING,
  controls: ["P-77", "P-78", "P-99", "PCI-DSS 10.3.2", "PCI-DSS 10.3.4", "SOC2 CC7.2", "ISO27001 A.8.15"],
  remediation:
    "Deny s3:DeleteObjectVersion, s3:BypassGovernanceRetention and s3:PutBucketObjectLockConfiguration in the policy of the bucket.",
  ...besideBuckets(
    {
      companion: TYPES.bucketPolicy,
      wanted: "bucket policy",
      judge: (policy, bucket) =>
        ACTIONS.flatMap((action) =>
          judgeDocument(
            policy,
            (statement) => denies(statement, action, bucket) && leavesOutFew(read(statement, "Condition")),
            `a denial of ${action}`,
          ),
        ),
    },
    ({ objectLockEnabled }) => objectLockEnabled === true || isUnknown(objectLockEnabled),
  ),
};
