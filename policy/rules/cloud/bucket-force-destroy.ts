import { demanding, mustNotBe } from "../../lib/cloud/settings.ts";
import { TYPES } from "../../lib/cloud/types.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import type { ResourceRule } from "../../lib/rule.ts";

export const bucketForceDestroy: ResourceRule = {
  name: "bucket-force-destroy",
  title: "Buckets with objects in them are not deleted",
  description:
    "forceDestroy must not be true on buckets of S3 and Cloud Storage: with it, a deletion of the resource deletes every object first. Object locks still hold; an empty bucket can be deleted all the same.",
  severity: "medium",
  level: FROM_STAGING,
  controls: ["P-78", "SOC2 A1.2", "ISO27001 A.8.13", "PCI-DSS 10.3.4"],
  remediation: "Remove forceDestroy; empty a bucket by hand when it is meant.",
  ...demanding({
    [TYPES.bucket]: [mustNotBe("forceDestroy", true)],
    [TYPES.gcpBucket]: [mustNotBe("forceDestroy", true)],
  }),
};
