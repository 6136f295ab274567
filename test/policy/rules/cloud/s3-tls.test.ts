import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { s3Tls } from "../../../../policy/rules/cloud/s3-tls.ts";
import { bucket, bucketPolicy } from "../../fixtures/cloud.ts";
import { worldCases } from "../cases.ts";
import { of } from "./cloudCases.ts";

const PLAIN = { Bool: { "aws:SecureTransport": "false" } };
const denying = (statement: object): string =>
  JSON.stringify({
    Statement: [
      {
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: ["arn:aws:s3:::example-audit", "arn:aws:s3:::example-audit/*"],
        Condition: PLAIN,
        ...statement,
      },
    ],
  });

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
  ...(
    [
      ["about its objects alone", { Resource: "arn:aws:s3:::example-audit/*" }],
      ["about another bucket", { Resource: ["arn:aws:s3:::other", "arn:aws:s3:::other/*"] }],
      ["of one account", { Condition: { ...PLAIN, StringEquals: { "aws:PrincipalAccount": "111122223333" } } }],
      ["of connections with TLS", { Condition: { Bool: { "aws:SecureTransport": "true" } } }],
    ] as const
  ).map(
    ([title, statement]) =>
      [
        `a denial ${title}`,
        [of(bucket), of(bucketPolicy, { policy: denying(statement) })],
        "aws:s3/bucketPolicy:BucketPolicy main: policy holds no such statement; allowed: a denial of s3:* to * where aws:SecureTransport is false",
      ] as const,
  ),
  [
    "a denial in another shape",
    [of(bucket), of(bucketPolicy, { policy: denying({ Principal: { AWS: ["*"] }, Resource: "*" }) })],
  ],
  [
    "unknown",
    [of(bucket), of(bucketPolicy, { policy: UNKNOWN })],
    "unknown: aws:s3/bucketPolicy:BucketPolicy main: policy is not known before deployment; allowed: a denial of s3:* to * where aws:SecureTransport is false",
  ],
]);
