import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { s3DenyDelete } from "../../../../policy/rules/cloud/s3-deny-delete.ts";
import { bucket, bucketPolicy } from "../../fixtures/cloud.ts";
import { worldCases } from "../cases.ts";
import { of } from "./cloudCases.ts";

worldCases(s3DenyDelete, [
  ["a denial", [of(bucket), of(bucketPolicy)]],
  ["a bucket without a lock", [of(bucket, { objectLockEnabled: undefined })]],
  ["no policy", [of(bucket)], "aws:s3/bucket:Bucket main has no bucket policy; allowed: one"],
  [
    "deletion left open",
    [
      of(bucket),
      of(bucketPolicy, {
        policy: JSON.stringify({
          Statement: [
            { Effect: "Deny", Principal: "*", Action: ["s3:BypassGovernanceRetention", "s3:PutBucketObjectLockConfiguration"] },
          ],
        }),
      }),
    ],
    "aws:s3/bucketPolicy:BucketPolicy main: policy holds no such statement; allowed: a denial of s3:DeleteObjectVersion",
  ],
  [
    "unknown",
    [of(bucket), of(bucketPolicy, { policy: UNKNOWN })],
    [
      "unknown: aws:s3/bucketPolicy:BucketPolicy main: policy is not known before deployment; allowed: a denial of s3:DeleteObjectVersion",
      "unknown: aws:s3/bucketPolicy:BucketPolicy main: policy is not known before deployment; allowed: a denial of s3:BypassGovernanceRetention",
      "unknown: aws:s3/bucketPolicy:BucketPolicy main: policy is not known before deployment; allowed: a denial of s3:PutBucketObjectLockConfiguration",
    ],
  ],
]);
