import { besideBuckets } from "../../lib/cloud/companions.ts";
import { mustEqual, judgeSettings } from "../../lib/cloud/settings.ts";
import { TYPES } from "../../lib/cloud/types.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { read } from "../../lib/plain.ts";
import type { WorldRule } from "../../lib/rule.ts";

export const s3Versioning: WorldRule = {
  name: "s3-versioning",
  title: "S3 buckets keep old versions",
  description:
    "Every bucket of the program must have versioning enabled, by a resource of its own or on the bucket as older programs write it: without it an overwritten object is gone. Old versions can be deleted by whoever may; see object-lock-retention.",
  severity: "medium",
  level: FROM_STAGING,
  controls: ["P-77", "P-78", "PCI-DSS 10.3.4", "SOC2 A1.2", "ISO27001 A.8.13"],
  remediation: "Register aws.s3.BucketVersioning with status Enabled.",
  ...besideBuckets(
    {
      companion: TYPES.bucketVersioning,
      wanted: "versioning",
      judge: (versioning) => judgeSettings(versioning, [mustEqual("versioningConfiguration.status", "Enabled")]),
    },
    (bucket) => read(bucket, "versioning", "enabled") !== true,
  ),
};
