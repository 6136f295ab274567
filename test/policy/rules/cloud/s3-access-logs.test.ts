import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { s3AccessLogs } from "../../../../policy/rules/cloud/s3-access-logs.ts";
import { bucket, bucketLogging } from "../../fixtures/cloud.ts";
import { worldCases } from "../cases.ts";
import { of } from "./cloudCases.ts";

worldCases(s3AccessLogs, [
  ["on the bucket", [of(bucket, { "logging.targetBucket": "logs" })]],
  [
    "a log, and a bucket that receives it",
    [of(bucket), of(bucket, { bucket: "example-logs", objectLockEnabled: undefined }), of(bucketLogging)],
  ],
  ["none", [of(bucket)], "aws:s3/bucket:Bucket main has no access log; allowed: one"],
  [
    "a target not known yet",
    [of(bucket), of(bucket, { bucket: "example-logs" }), of(bucketLogging, { targetBucket: UNKNOWN })],
    "unknown: aws:s3/bucket:Bucket main has no access log; allowed: one",
  ],
]);
