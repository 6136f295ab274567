import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { s3DenyDelete } from "../../../../policy/rules/cloud/s3-deny-delete.ts";
import { bucket, bucketPolicy } from "../../fixtures/cloud.ts";
import { worldCases } from "../cases.ts";
import { of } from "./cloudCases.ts";

const ACTIONS = ["s3:DeleteObjectVersion", "s3:BypassGovernanceRetention", "s3:PutBucketObjectLockConfiguration"];
const denying = (statement: object): string =>
  JSON.stringify({
    Statement: {
      Effect: "Deny",
      Principal: "*",
      Action: ACTIONS,
      Resource: ["arn:aws:s3:::example-audit", "arn:aws:s3:::example-audit/*"],
      ...statement,
    },
  });
const missing = ACTIONS.map(
  (action) => `aws:s3/bucketPolicy:BucketPolicy main: policy holds no such statement; allowed: a denial of ${action}`,
);

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
            {
              Effect: "Deny",
              Principal: "*",
              Action: ["s3:BypassGovernanceRetention", "s3:PutBucketObjectLockConfiguration"],
              Resource: ["arn:aws:s3:::example-audit", "arn:aws:s3:::example-audit/*"],
            },
          ],
        }),
      }),
    ],
    "aws:s3/bucketPolicy:BucketPolicy main: policy holds no such statement; allowed: a denial of s3:DeleteObjectVersion",
  ],
  ...(
    [
      ["about another bucket", { Resource: ["arn:aws:s3:::example-other", "arn:aws:s3:::example-other/*"] }],
      ["of connections without TLS", { Condition: { Bool: { "aws:SecureTransport": "false" } } }],
      ["that leaves everybody out", { Condition: { ArnNotLike: { "aws:PrincipalArn": "*" } } }],
      ["for one account", { Condition: { StringEquals: { "aws:PrincipalAccount": "111122223333" } } }],
      ["for one principal", { Principal: { AWS: "arn:aws:iam::111122223333:role/a" } }],
    ] as const
  ).map(
    ([title, statement]) =>
      [`a denial ${title}`, [of(bucket), of(bucketPolicy, { policy: denying(statement) })], missing] as const,
  ),
  ["a denial by wildcards", [of(bucket), of(bucketPolicy, { policy: denying({ Resource: "*" }) })]],
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
