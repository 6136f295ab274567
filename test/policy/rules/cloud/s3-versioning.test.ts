import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { s3Versioning } from "../../../../policy/rules/cloud/s3-versioning.ts";
import { bucket, bucketVersioning } from "../../fixtures/cloud.ts";
import { worldCases } from "../cases.ts";
import { of } from "./cloudCases.ts";

worldCases(s3Versioning, [
  ["enabled", [of(bucket), of(bucketVersioning)]],
  ["enabled on the bucket", [of(bucket, { "versioning.enabled": true })]],
  ["none", [of(bucket)], "aws:s3/bucket:Bucket main has no versioning; allowed: one"],
  [
    "suspended",
    [of(bucket), of(bucketVersioning, { "versioningConfiguration.status": "Suspended" })],
    'aws:s3/bucketVersioning:BucketVersioning main sets versioningConfiguration.status to "Suspended"; allowed: "Enabled"',
  ],
  [
    "unknown",
    [of(bucket), of(bucketVersioning, { versioningConfiguration: UNKNOWN })],
    'unknown: aws:s3/bucketVersioning:BucketVersioning main: versioningConfiguration.status is not known before deployment; allowed: "Enabled"',
  ],
]);
