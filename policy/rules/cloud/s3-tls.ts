import { besideBuckets } from "../../lib/cloud/companions.ts";
import { valuesOf, isEverybody, isAnything, judgeDocument } from "../../lib/cloud/policyDocument.ts";
import { TYPES } from "../../lib/cloud/types.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { read } from "../../lib/plain.ts";
import type { WorldRule } from "../../lib/rule.ts";
import type { Plain } from "../../lib/verdict.ts";

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
    judge: (policy) => judgeDocument(policy, deniesPlainText, ALLOWED),
  }),
};

function deniesPlainText(statement: Plain): boolean {
  const secure = read(statement, "Condition", "Bool", "aws:SecureTransport");
  const everything = valuesOf(read(statement, "Action")).some(isAnything) && isEverybody(read(statement, "Principal"));
  return (
    read(statement, "Effect") === "Deny" && everything && valuesOf(secure).some((value) => value === "false" || value === false)
  );
}
