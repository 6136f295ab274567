import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { s3PublicAccess } from "../../../../policy/rules/cloud/s3-public-access.ts";
import { bucket, bucketAccessBlock } from "../../fixtures/cloud.ts";
import { NOT_APPLICABLE, worldCases } from "../cases.ts";
import { of } from "./cloudCases.ts";

worldCases(s3PublicAccess, [
  ["a block", [of(bucket), of(bucketAccessBlock)]],
  ["a block of the bucket that is yet to be made", [of(bucket), of(bucketAccessBlock, { bucket: UNKNOWN })]],
  [
    "two of each, not known which is whose",
    [
      of(bucket),
      of(bucket, { bucket: "other" }),
      of(bucketAccessBlock, { bucket: UNKNOWN }),
      of(bucketAccessBlock, { bucket: UNKNOWN }),
    ],
  ],
  ["none", [of(bucket)], "aws:s3/bucket:Bucket main has no public access block; allowed: one"],
  [
    "of another bucket",
    [of(bucket), of(bucketAccessBlock, { bucket: "other" })],
    "aws:s3/bucket:Bucket main has no public access block; allowed: one",
  ],
  [
    "one switch off",
    [of(bucket), of(bucketAccessBlock, { restrictPublicBuckets: false })],
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock main sets restrictPublicBuckets to false; allowed: true",
  ],
  [
    "one for two",
    [of(bucket), of(bucket, { bucket: "other" }), of(bucketAccessBlock, { bucket: UNKNOWN })],
    [
      "unknown: aws:s3/bucket:Bucket main: bucket of its public access block is not known before deployment; allowed: one",
      "unknown: aws:s3/bucket:Bucket main: bucket of its public access block is not known before deployment; allowed: one",
    ],
  ],
  [
    "one of two is wrong",
    [
      of(bucket),
      of(bucket, { bucket: "other" }),
      of(bucketAccessBlock, { bucket: UNKNOWN }),
      of(bucketAccessBlock, { bucket: UNKNOWN, ignorePublicAcls: false }),
    ],
    [
      "unknown: aws:s3/bucket:Bucket main: bucket of its public access block is not known before deployment; allowed: one",
      "unknown: aws:s3/bucket:Bucket main: bucket of its public access block is not known before deployment; allowed: one",
    ],
  ],
  [
    "an unknown switch",
    [of(bucket), of(bucketAccessBlock, { blockPublicAcls: UNKNOWN })],
    "unknown: aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock main: blockPublicAcls is not known before deployment; allowed: true",
  ],
  ["no bucket", [of(bucketAccessBlock)], NOT_APPLICABLE],
]);
