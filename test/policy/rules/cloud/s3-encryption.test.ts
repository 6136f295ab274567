import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { s3Encryption } from "../../../../policy/rules/cloud/s3-encryption.ts";
import { bucket, bucketEncryption } from "../../fixtures/cloud.ts";
import { worldCases } from "../cases.ts";
import { of } from "./cloudCases.ts";

worldCases(s3Encryption, [
  [
    "on the bucket",
    [of(bucket, { "serverSideEncryptionConfiguration.rule.applyServerSideEncryptionByDefault.sseAlgorithm": "aws:kms" })],
  ],
  ["a KMS key", [of(bucket), of(bucketEncryption)]],
  [
    "the key of S3 without object lock",
    [
      of(bucket, { objectLockEnabled: undefined }),
      of(bucketEncryption, { "rules[0].applyServerSideEncryptionByDefault.sseAlgorithm": "AES256" }),
    ],
  ],
  [
    "the key of S3 with object lock",
    [of(bucket), of(bucketEncryption, { "rules[0].applyServerSideEncryptionByDefault.sseAlgorithm": "AES256" })],
    'aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration main sets rules[0].applyServerSideEncryptionByDefault.sseAlgorithm to "AES256"; allowed: "aws:kms" or "aws:kms:dsse"',
  ],
  ["none", [of(bucket)], "aws:s3/bucket:Bucket main has no encryption configuration; allowed: one"],
  [
    "unknown",
    [of(bucket), of(bucketEncryption, { rules: UNKNOWN })],
    'unknown: aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration main: rules.applyServerSideEncryptionByDefault.sseAlgorithm is not known before deployment; allowed: "aws:kms" or "aws:kms:dsse"',
  ],
]);
