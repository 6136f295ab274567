import { arn } from "../../iam/aws/arns.ts";
import { s3Names, type S3Plan, type Statement } from "./plan.ts";

/** Calls that somebody is told of, whether they succeed or are denied. Names as CloudTrail writes them. */
const WATCHED = {
  bucket: [
    "DeleteBucket",
    "DeleteBucketEncryption",
    "DeleteBucketLifecycle",
    "DeleteBucketPolicy",
    "DeleteBucketPublicAccessBlock",
    "DeleteBucketReplication",
    "DeleteObject",
    "DeleteObjects",
    "PutBucketAcl",
    "PutBucketEncryption",
    "PutBucketLifecycle",
    "PutBucketLogging",
    "PutBucketObjectLockConfiguration",
    "PutBucketPolicy",
    "PutBucketPublicAccessBlock",
    "PutBucketReplication",
    "PutBucketVersioning",
    "PutObjectLegalHold",
    "PutObjectLockConfiguration",
    "PutObjectRetention",
  ],
  key: ["DeleteImportedKeyMaterial", "DisableKey", "DisableKeyRotation", "PutKeyPolicy", "ScheduleKeyDeletion"],
  trail: ["DeleteTrail", "PutEventSelectors", "StopLogging", "UpdateTrail"],
  // The alarms themselves: who silences one is told of by the others.
  rules: ["DeleteRule", "DisableRule", "PutRule", "RemoveTargets"],
  topic: ["DeleteTopic", "SetTopicAttributes", "Unsubscribe"],
} as const;

export type Alarm = keyof typeof WATCHED;

export const ALARMS = Object.keys(WATCHED) as readonly Alarm[];

const SERVICES: Readonly<Record<Alarm, string>> = {
  bucket: "s3",
  key: "kms",
  trail: "cloudtrail",
  rules: "events",
  topic: "sns",
};

/** Which calls an alarm tells of: those on the bucket; those on any key, trail, rule or topic of the account. Pure. */
export function eventPattern(alarm: Alarm, plan: S3Plan): string {
  const service = SERVICES[alarm];
  const eventSource = [`${service}.amazonaws.com`];
  const buckets = [s3Names(plan).bucket];
  return JSON.stringify({
    source: [`aws.${service}`],
    "detail-type": ["AWS API Call via CloudTrail"],
    detail: {
      eventSource,
      eventName: WATCHED[alarm],
      ...(alarm === "bucket" ? { requestParameters: { bucketName: buckets } } : {}),
    },
  });
}

/** Name of the rule of an alarm. */
export function ruleName(alarm: Alarm, plan: S3Plan): string {
  return `${plan.store.bucket}-${alarm}`;
}

/** Only the rules of these alarms publish, and only over TLS. Pure. */
export function topicPolicy(plan: S3Plan): readonly Statement[] {
  const { topicArn } = s3Names(plan);
  const rules = ALARMS.map((alarm) => arn(plan.cloud, "events", `rule/${ruleName(alarm, plan)}`));
  return [
    {
      Sid: "RulesPublish",
      Effect: "Allow",
      Principal: { Service: "events.amazonaws.com" },
      Action: "sns:Publish",
      Resource: topicArn,
      Condition: { ArnEquals: { "aws:SourceArn": rules } },
    },
    {
      Sid: "TlsOnly",
      Effect: "Deny",
      Principal: "*",
      Action: "sns:Publish",
      Resource: topicArn,
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
  ];
}
