import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { s3Tls } from "../../../../policy/rules/cloud/s3-tls.ts";
import { bucket, bucketPolicy } from "../../fixtures/cloud.ts";
import { worldCases } from "../cases.ts";
import { of } from "./cloudCases.ts";

worldCases(s3Tls, [
  ["a denial", [of(bucket), of(bucketPolicy)]],
  ["no policy", [of(bucket)], "aws:s3/bucket:Bucket main has no bucket policy; allowed: one"],
  [
    "a policy without it",
    [
      of(bucket),
      of(bucketPolicy, { policy: JSON.stringify({ Statement: [{ Effect: "Deny", Principal: "*", Action: "s3:*" }] }) }),
    ],
    "aws:s3/bucketPolicy:BucketPolicy main: policy holds no such statement; allowed: a denial of s3:* to * where aws:SecureTransport is false",
  ],
  [
    "only some actions",
    [
      of(bucket),
      of(bucketPolicy, {
        policy: JSON.stringify({
          Statement: [
            { Effect: "Deny", Principal: "*", Action: "s3:GetObject", Condition: { Bool: { "aws:SecureTransport": "false" } } },
          ],
        }),
      }),
    ],
    "aws:s3/bucketPolicy:BucketPolicy main: policy holds no such statement; allowed: a denial of s3:* to * where aws:SecureTransport is false",
  ],
  [
    "unknown",
    [of(bucket), of(bucketPolicy, { policy: UNKNOWN })],
    "unknown: aws:s3/bucketPolicy:BucketPolicy main: policy is not known before deployment; allowed: a denial of s3:* to * where aws:SecureTransport is false",
  ],
]);
