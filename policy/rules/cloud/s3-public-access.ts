import { besideBuckets } from "../../lib/cloud/companions.ts";
import { mustEqual, judgeSettings } from "../../lib/cloud/settings.ts";
import { TYPES } from "../../lib/cloud/types.ts";
import { ALWAYS } from "../../lib/levels.ts";
import type { WorldRule } from "../../lib/rule.ts";

const SWITCHES = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"].map((field) =>
  mustEqual(field, true),
);

export const s3PublicAccess: WorldRule = {
  name: "s3-public-access",
  title: "S3 buckets cannot become public",
  description:
    "Every bucket of the program must have a public access block with all four switches on: then neither an ACL nor a policy opens it. A block of the whole account does the same, which cannot be seen from here.",
  severity: "critical",
  level: ALWAYS,
  controls: ["P-77", "PCI-DSS 7.2.2", "SOC2 CC6.1", "ISO27001 A.8.3"],
  remediation: "Register aws.s3.BucketPublicAccessBlock with all four true.",
  ...besideBuckets({
    companion: TYPES.bucketAccessBlock,
    wanted: "public access block",
    judge: (block) => judgeSettings(block, SWITCHES),
  }),
};
