import type { Resource } from "@pulumi/pulumi";
import { Trail } from "@pulumi/aws/cloudtrail/trail.js";
import { EventRule } from "@pulumi/aws/cloudwatch/eventRule.js";
import { EventTarget } from "@pulumi/aws/cloudwatch/eventTarget.js";
import type { Key } from "@pulumi/aws/kms/key.js";
import { Topic } from "@pulumi/aws/sns/topic.js";
import { TopicPolicy } from "@pulumi/aws/sns/topicPolicy.js";
import { TopicSubscription } from "@pulumi/aws/sns/topicSubscription.js";
import { childName } from "../../../shared/names.ts";
import type { StoreChild } from "../kept.ts";
import { ALARMS, eventPattern, ruleName, topicPolicy } from "./alarmPatterns.ts";
import { policyDocument, s3Names, type S3Plan } from "./plan.ts";

/** Mails about every attempt to delete, unlock or make unreadable: a trail sees the calls, rules choose, a topic tells. */
export function createAlarms(
  child: StoreChild,
  plan: S3Plan,
  made: { readonly key: Key; readonly logs: Resource[] },
): Resource[] {
  const topic = createTopic(child, plan, made.key);
  const trail = createTrail(child, plan, made.logs);
  return [trail, topic, ...createRules(child, plan, [topic, trail])];
}

function createTopic({ name, parent, tags }: StoreChild, plan: S3Plan, key: Key): Topic {
  const { topicArn } = s3Names(plan);
  const topic = new Topic(
    childName(name, "alarms"),
    { name: `${plan.store.bucket}-alarms`, kmsMasterKeyId: key.arn, tags },
    { parent },
  );
  const opts = { parent, dependsOn: [topic] };
  new TopicPolicy(childName(name, "alarms-policy"), { arn: topicArn, policy: policyDocument(topicPolicy(plan)) }, opts);
  for (const endpoint of plan.store.alertEmails) {
    new TopicSubscription(childName(name, `alarms-${endpoint}`), { topic: topicArn, protocol: "email", endpoint }, opts);
  }
  return topic;
}

/** Of reads and writes of objects CloudTrail keeps nothing by itself. */
function createTrail({ name, parent, tags }: StoreChild, plan: S3Plan, dependsOn: Resource[]): Trail {
  const names = s3Names(plan);
  const objects = [
    { field: "eventCategory", equals: ["Data"] },
    { field: "resources.type", equals: ["AWS::S3::Object"] },
    { field: "resources.ARN", startsWiths: [`${names.bucketArn}/`] },
  ];
  const calls = [
    { field: "eventCategory", equals: ["Management"] },
    { field: "readOnly", equals: ["false"] },
  ];
  return new Trail(
    childName(name, "trail"),
    {
      name: plan.store.bucket,
      s3BucketName: names.logs,
      enableLogFileValidation: true,
      includeGlobalServiceEvents: false,
      advancedEventSelectors: [
        { name: "objects", fieldSelectors: objects },
        { name: "changes", fieldSelectors: calls },
      ],
      tags,
    },
    { parent, dependsOn },
  );
}

function createRules({ name, parent, tags }: StoreChild, plan: S3Plan, dependsOn: Resource[]): Resource[] {
  const { topicArn } = s3Names(plan);
  return ALARMS.flatMap((alarm) => {
    const rule = ruleName(alarm, plan);
    const description = `Attempts on the audit store ${plan.store.bucket}: ${alarm}`;
    const args = { name: rule, description, eventPattern: eventPattern(alarm, plan), tags };
    const made = new EventRule(childName(name, `alarm-${alarm}`), args, { parent, dependsOn });
    const target = { rule, targetId: "mail", arn: topicArn };
    return [made, new EventTarget(childName(name, `alarm-${alarm}-target`), target, { parent, dependsOn: [made] })];
  });
}
