import { partitionOf } from "../../iam/aws/arns.ts";
import { ACCESS_LOG_PREFIX, s3Names, type S3Plan, type Statement } from "./plan.ts";

/** What destroys objects or shortens their lock. */
const OBJECTS = [
  "s3:BypassGovernanceRetention",
  "s3:DeleteObject",
  "s3:DeleteObjectVersion",
  "s3:PutBucketObjectLockConfiguration",
  "s3:PutObjectLegalHold",
  "s3:PutObjectRetention",
];

/** What changes the terms for objects to come, or removes the guards. */
const SETTINGS = [
  "s3:DeleteBucket",
  "s3:DeleteBucketPolicy",
  "s3:PutBucketAcl",
  "s3:PutBucketLogging",
  "s3:PutBucketOwnershipControls",
  "s3:PutBucketPolicy",
  "s3:PutBucketPublicAccessBlock",
  "s3:PutBucketVersioning",
  "s3:PutEncryptionConfiguration",
  "s3:PutLifecycleConfiguration",
  "s3:PutReplicationConfiguration",
];

/** Headers by which an upload would choose its own encryption instead of the bucket's. */
const ENCRYPTION_HEADERS = {
  Method: "s3:x-amz-server-side-encryption",
  Key: "s3:x-amz-server-side-encryption-aws-kms-key-id",
  CustomerKey: "s3:x-amz-server-side-encryption-customer-algorithm",
} as const;

/**
 * Policy of the store's bucket. It is made last: from then on it denies the changes that made the bucket, itself included. It
 * depends on configuration only, so it names no key: the bucket's own encryption is the only one an upload gets. Pure.
 */
export function bucketPolicy(plan: S3Plan): readonly Statement[] {
  return [
    ...tlsStatements(s3Names(plan).bucketArn),
    ...guardStatements(plan),
    ...encryptionStatements(plan),
    ...overrideStatements(plan),
    ...writerStatements(plan),
  ];
}

/** Policy of the bucket that receives access logs and the trail: it is not locked, because S3 does not deliver to a locked one. Pure. */
export function logsPolicy(plan: S3Plan): readonly Statement[] {
  const { logsArn, bucketArn, trailArn } = s3Names(plan);
  const { accountId } = plan.cloud;
  const from = (source: string): Statement["Condition"] => ({
    ArnEquals: { "aws:SourceArn": source },
    StringEquals: { "aws:SourceAccount": accountId },
  });
  return [
    ...tlsStatements(logsArn),
    {
      ...allowService("AccessLogs", "logging.s3.amazonaws.com", "s3:PutObject", `${logsArn}/${ACCESS_LOG_PREFIX}*`),
      Condition: from(bucketArn) ?? {},
    },
    { ...allowService("TrailChecks", "cloudtrail.amazonaws.com", "s3:GetBucketAcl", logsArn), Condition: from(trailArn) ?? {} },
    {
      ...allowService("TrailLogs", "cloudtrail.amazonaws.com", "s3:PutObject", `${logsArn}/AWSLogs/${accountId}/*`),
      Condition: from(trailArn) ?? {},
    },
  ];
}

function tlsStatements(bucketArn: string): readonly Statement[] {
  const everything = { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: [bucketArn, `${bucketArn}/*`] } as const;
  return [
    { Sid: "TlsOnly", ...everything, Condition: { Bool: { "aws:SecureTransport": "false" } } },
    { Sid: "Tls12OrNewer", ...everything, Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } } },
  ];
}

/** Where nobody may break the glass, nothing is locked, and the policy can be taken down before the bucket. */
function guardStatements(plan: S3Plan): readonly Statement[] {
  const { bucketArn } = s3Names(plan);
  const { breakGlass } = plan.store;
  const deny = { Effect: "Deny", Principal: "*", Resource: [bucketArn, `${bucketArn}/*`] } as const;
  if (breakGlass.length === 0) return [{ Sid: "KeepObjects", ...deny, Action: OBJECTS }];
  const Condition = { ArnNotEquals: { "aws:PrincipalArn": breakGlass } };
  return [
    { Sid: "KeepObjects", ...deny, Action: OBJECTS, Condition },
    { Sid: "KeepSettings", ...deny, Action: SETTINGS, Condition },
  ];
}

function encryptionStatements(plan: S3Plan): readonly Statement[] {
  return Object.entries(ENCRYPTION_HEADERS).map(([what, header]) => ({
    ...denyUploads(plan, `NoOwnEncryption${what}`),
    Condition: { Null: { [header]: "false" } },
  }));
}

/** An upload may ask for a stronger lock than the bucket's, never for a weaker one. */
function overrideStatements(plan: S3Plan): readonly Statement[] {
  const { retention } = plan;
  if (retention.mode === "none") return [];
  const lock = { "s3:object-lock-mode": [...new Set(["COMPLIANCE", retention.mode])] };
  return [
    {
      ...denyUploads(plan, "NoWeakerMode"),
      Condition: { StringNotEquals: lock, Null: { "s3:object-lock-mode": "false" } },
    },
    {
      ...denyUploads(plan, "NoShorterLock"),
      Condition: { NumericLessThan: { "s3:object-lock-remaining-retention-days": String(retention.days) } },
    },
  ];
}

/** In another account the bucket's policy must allow too what the writers' own policies allow. */
function writerStatements(plan: S3Plan): readonly Statement[] {
  if (plan.writers === plan.cloud.accountId) return [];
  const account = `arn:${partitionOf(plan.cloud.region)}:iam::${plan.writers}:root`;
  const Resource = `${s3Names(plan).bucketArn}/${plan.store.prefix}/*`;
  return [{ Sid: "WritersAppend", Effect: "Allow", Principal: { AWS: account }, Action: "s3:PutObject", Resource }];
}

function denyUploads(plan: S3Plan, Sid: string): Statement {
  return { Sid, Effect: "Deny", Principal: "*", Action: "s3:PutObject", Resource: `${s3Names(plan).bucketArn}/*` };
}

function allowService(Sid: string, Service: string, Action: string, Resource: string): Statement {
  return { Sid, Effect: "Allow", Principal: { Service }, Action, Resource };
}
