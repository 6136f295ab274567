import { besideBuckets } from "../../lib/cloud/companions.ts";
import { mustEqual, judgeSettings, type Setting } from "../../lib/cloud/settings.ts";
import { TYPES } from "../../lib/cloud/types.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { read, isAbsent, type PlainRecord } from "../../lib/plain.ts";
import type { WorldRule } from "../../lib/rule.ts";

const ALGORITHM = "rules[].applyServerSideEncryptionByDefault.sseAlgorithm";

export const s3Encryption: WorldRule = {
  name: "s3-encryption",
  title: "S3 buckets say how they encrypt",
  description:
    "Every bucket of the program must have its encryption configured, by a resource of its own or on the bucket as older programs write it, and a bucket with object lock with a KMS key: the default key of S3 cannot be withdrawn and its use is not logged. Buckets for access logs cannot have a KMS key, which is why the others may use AES256.",
  severity: "medium",
  level: FROM_STAGING,
  controls: ["P-77", "PCI-DSS 3.5.1", "SOC2 CC6.1", "ISO27001 A.8.24"],
  remediation: "Register aws.s3.BucketServerSideEncryptionConfiguration with aws:kms.",
  ...besideBuckets(
    {
      companion: TYPES.bucketEncryption,
      wanted: "encryption configuration",
      judge: (encryption, { props }) => judgeSettings(encryption, demandsOf(props)),
    },
    (bucket) => isAbsent(read(bucket, "serverSideEncryptionConfiguration")),
  ),
};

function demandsOf({ objectLockEnabled }: PlainRecord): readonly Setting[] {
  const locked = objectLockEnabled !== false && !isAbsent(objectLockEnabled);
  return [mustEqual(ALGORITHM, "aws:kms", "aws:kms:dsse", ...(locked ? [] : ["AES256"]))];
}
