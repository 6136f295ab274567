import { judgeCompanions, cloudResources, hasCloudResource } from "../../lib/cloud/companions.ts";
import { TYPES } from "../../lib/cloud/types.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { read, isAbsent, isUnknown } from "../../lib/plain.ts";
import type { WorldRule } from "../../lib/rule.ts";
import type { PolicyResource } from "../../lib/verdict.ts";

const LOGGING = {
  owner: TYPES.bucket,
  name: "bucket",
  companion: TYPES.bucketLogging,
  link: "bucket",
  wanted: "access log",
};

export const s3AccessLogs: WorldRule = {
  name: "s3-access-logs",
  title: "S3 buckets log who reads them",
  description:
    "Every bucket of the program must send server access logs, except those that receive them, by a resource of its own or on the bucket as older programs write it: object lock says that nothing was changed, the log says who looked. Data events of CloudTrail do the same and are not seen from here.",
  severity: "low",
  level: FROM_STAGING,
  controls: ["P-77", "PCI-DSS 10.2.1", "SOC2 CC7.2", "ISO27001 A.8.15"],
  remediation: "Register aws.s3.BucketLogging with a bucket for logs.",
  scope: "world",
  appliesTo: hasCloudResource(TYPES.bucket),
  check: (world) => {
    const targets = cloudResources(world, TYPES.bucketLogging).map(({ props }) => props["targetBucket"]);
    const receives = ({ props, name }: PolicyResource): boolean => targets.includes(props["bucket"] ?? name);
    const findings = judgeCompanions(world, LOGGING, (bucket) => !receives(bucket) && isAbsent(read(bucket.props, "logging")));
    // A target that is not known yet may be any of the buckets.
    return targets.some(isUnknown) ? findings.map((finding) => ({ ...finding, verdict: "unknown" })) : findings;
  },
};
