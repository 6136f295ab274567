import { judgeCompanions, cloudResources } from "../../lib/cloud/companions.ts";
import { mustEqual, judgeSettings } from "../../lib/cloud/settings.ts";
import { TYPES } from "../../lib/cloud/types.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { isAbsent } from "../../lib/plain.ts";
import type { WorldRule } from "../../lib/rule.ts";

const ALGORITHM = "rules[].applyServerSideEncryptionByDefault.sseAlgorithm";
const KMS = [mustEqual(ALGORITHM, "aws:kms", "aws:kms:dsse")];
const ANY = [mustEqual(ALGORITHM, "aws:kms", "aws:kms:dsse", "AES256")];

export const s3Encryption: WorldRule = {
  name: "s3-encryption",
  title: "S3 buckets say how they encrypt",
  description:
    "Every bucket of the program must have its encryption configured, and a bucket with object lock with a KMS key: the default key of S3 cannot be withdrawn and its use is not logged. Buckets for access logs cannot have a KMS key, which is why the others may use AES256.",
  severity: "medium",
  level: FROM_STAGING,
  controls: ["P-77", "PCI-DSS 3.5.1", "SOC2 CC6.1", "ISO27001 A.8.24"],
  remediation: "Register aws.s3.BucketServerSideEncryptionConfiguration with aws:kms.",
  scope: "world",
  appliesTo: (world) => cloudResources(world, TYPES.bucket).length > 0,
  check: (world) =>
    judgeCompanions(world, {
      owner: TYPES.bucket,
      name: "bucket",
      companion: TYPES.bucketEncryption,
      link: "bucket",
      wanted: "encryption configuration",
      judge: (encryption, { props }) =>
        judgeSettings(encryption, props["objectLockEnabled"] === false || isAbsent(props["objectLockEnabled"]) ? ANY : KMS),
    }),
};
