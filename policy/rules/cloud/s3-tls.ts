import { besideBuckets } from "../../lib/cloud/companions.ts";
import { denies, isPlainText } from "../../lib/cloud/bucketDenials.ts";
import { judgeDocument } from "../../lib/cloud/policyDocument.ts";
import { TYPES } from "../../lib/cloud/types.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { read } from "../../lib/plain.ts";
import type { WorldRule } from "../../lib/rule.ts";

const ALLOWED = "a denial of s3:* to * where aws:SecureTransport is false";

export const s3Tls: WorldRule = {
  name: "s3-tls",
  title: "S3 buckets refuse connections without TLS",
  description:
    "Every bucket of the program must have a policy that denies everything to everybody where aws:SecureTransport is false: S3 answers plain HTTP otherwise, and signed requests can be read on the way.",
  severity: "high",
  level: FROM_STAGING,
  controls: ["P-77", "PCI-DSS 4.2.1", "SOC2 CC6.7", "ISO27001 A.8.24"],
  remediation: 'Deny s3:* to * on the bucket and its objects with Bool {"aws:SecureTransport": "false"}.',
  ...besideBuckets({
    companion: TYPES.bucketPolicy,
    wanted: "bucket policy",
    judge: (policy, bucket) =>
      judgeDocument(
        policy,
        (statement) => denies(statement, "s3:*", bucket) && isPlainText(read(statement, "Condition")),
        ALLOWED,
      ),
  }),
};
