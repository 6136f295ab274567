import type { Resource } from "@pulumi/pulumi";
import { Role } from "@pulumi/aws/iam/role.js";
import { RolePolicy } from "@pulumi/aws/iam/rolePolicy.js";
import { Alias } from "@pulumi/aws/kms/alias.js";
import { Key } from "@pulumi/aws/kms/key.js";
import { Bucket } from "@pulumi/aws/s3/bucket.js";
import { BucketLifecycleConfiguration } from "@pulumi/aws/s3/bucketLifecycleConfiguration.js";
import { BucketLogging } from "@pulumi/aws/s3/bucketLogging.js";
import { BucketObjectLockConfiguration } from "@pulumi/aws/s3/bucketObjectLockConfiguration.js";
import { BucketOwnershipControls } from "@pulumi/aws/s3/bucketOwnershipControls.js";
import { BucketPolicy } from "@pulumi/aws/s3/bucketPolicy.js";
import { BucketPublicAccessBlock } from "@pulumi/aws/s3/bucketPublicAccessBlock.js";
import { BucketReplicationConfig } from "@pulumi/aws/s3/bucketReplicationConfig.js";
import { BucketServerSideEncryptionConfiguration } from "@pulumi/aws/s3/bucketServerSideEncryptionConfiguration.js";
import { BucketVersioning } from "@pulumi/aws/s3/bucketVersioning.js";
import { childName } from "../../../shared/names.ts";
import type { StoreChild } from "../kept.ts";
import { keyAlias } from "../location.ts";
import { createAlarms } from "./alarms.ts";
import { bucketPolicy, logsPolicy } from "./bucketPolicy.ts";
import { keyPolicy } from "./keyPolicy.ts";
import { ACCESS_LOG_PREFIX, policyDocument, s3Names, type S3Plan } from "./plan.ts";
import { lifecycle, lockSettings, logsLifecycle, replication, replicationRights } from "./settings.ts";

/**
 * The store in S3: key, bucket able to lock, its settings, a second bucket for logs, alarms, and last of all the policy that
 * denies changing any of it.
 */
export function createS3Store(child: StoreChild, plan: S3Plan): void {
  const role = createReplicationRole(child, plan);
  const key = createKey(child, plan, role);
  const bucket = createBucket(child, plan);
  const settings = [
    ...createGuards(child, plan.store.bucket, "bucket", bucket),
    ...createLock(child, plan, bucket),
    encryptByKey(child, plan, { bucket, key }),
  ];
  const logs = createLogs(child, plan);
  const logging = sendAccessLogs(child, plan, [bucket, ...logs]);
  const alarms = plan.store.alertEmails.length === 0 ? [] : createAlarms(child, plan, { key, logs });
  const copy = createReplication(child, plan, [...settings, ...role]);
  createPolicy(child, plan, [...settings, logging, ...alarms, ...copy]);
}

function createKey({ name, parent, tags, kept }: StoreChild, plan: S3Plan, role: Resource[]): Key {
  const key = new Key(
    childName(name, "key"),
    {
      description: `Encrypts the audit store ${plan.store.bucket}`,
      policy: policyDocument(keyPolicy(plan)),
      enableKeyRotation: true,
      deletionWindowInDays: 30,
      tags,
    },
    { parent, ...kept, dependsOn: role },
  );
  new Alias(childName(name, "key-alias"), { name: keyAlias(plan.store), targetKeyId: key.keyId }, { parent });
  return key;
}

/** Able to lock from its creation: later that would be another bucket. */
function createBucket({ name, parent, tags, kept }: StoreChild, { store }: S3Plan): Bucket {
  const args = { bucket: store.bucket, objectLockEnabled: true, forceDestroy: false, tags };
  return new Bucket(childName(name, "bucket"), args, { parent, ...kept });
}

/** What every bucket gets: one owner, nothing public, old versions. */
function createGuards({ name, parent }: StoreChild, bucket: string, role: string, made: Bucket): Resource[] {
  const opts = { parent, dependsOn: [made] };
  const ownership = { bucket, rule: { objectOwnership: "BucketOwnerEnforced" } };
  const blocked = { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true };
  return [
    new BucketOwnershipControls(childName(name, `${role}-ownership`), ownership, opts),
    new BucketPublicAccessBlock(childName(name, `${role}-public-access`), { bucket, ...blocked, skipDestroy: true }, opts),
    new BucketVersioning(
      childName(name, `${role}-versioning`),
      { bucket, versioningConfiguration: { status: "Enabled" } },
      { ...opts, dependsOn: [made] },
    ),
  ];
}

function createLock({ name, parent, kept }: StoreChild, plan: S3Plan, bucket: Bucket): Resource[] {
  const opts = { parent, dependsOn: [bucket] };
  const lock = lockSettings(plan);
  const settings = new BucketLifecycleConfiguration(childName(name, "lifecycle"), lifecycle(plan), opts);
  if (lock === undefined) return [settings];
  return [settings, new BucketObjectLockConfiguration(childName(name, "lock"), lock, { ...opts, ...kept })];
}

function encryptByKey(
  { name, parent }: StoreChild,
  plan: S3Plan,
  { bucket, key }: { readonly bucket: Bucket; readonly key: Key },
): Resource {
  const rule = {
    applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.arn },
    bucketKeyEnabled: true,
    blockedEncryptionTypes: ["SSE-C"],
  };
  const args = { bucket: plan.store.bucket, rules: [rule] };
  return new BucketServerSideEncryptionConfiguration(childName(name, "encryption"), args, { parent, dependsOn: [bucket] });
}

/** Not locked and encrypted by S3's own key: S3 delivers access logs to nothing else. */
function createLogs(child: StoreChild, plan: S3Plan): Resource[] {
  const { name, parent, tags, kept } = child;
  const bucket = s3Names(plan).logs;
  const made = new Bucket(childName(name, "logs"), { bucket, forceDestroy: false, tags }, { parent, ...kept });
  const opts = { parent, dependsOn: [made] };
  const byS3 = { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } };
  return [
    made,
    ...createGuards(child, bucket, "logs", made),
    new BucketServerSideEncryptionConfiguration(childName(name, "logs-encryption"), { bucket, rules: [byS3] }, opts),
    new BucketLifecycleConfiguration(childName(name, "logs-lifecycle"), logsLifecycle(plan), opts),
    new BucketPolicy(childName(name, "logs-policy"), { bucket, policy: policyDocument(logsPolicy(plan)) }, opts),
  ];
}

function sendAccessLogs({ name, parent }: StoreChild, plan: S3Plan, dependsOn: Resource[]): Resource {
  const args = { bucket: plan.store.bucket, targetBucket: s3Names(plan).logs, targetPrefix: ACCESS_LOG_PREFIX };
  return new BucketLogging(childName(name, "access-logs"), args, { parent, dependsOn });
}

/** Before the key, whose policy names it. */
function createReplicationRole({ name, parent, tags }: StoreChild, plan: S3Plan): Resource[] {
  const copy = plan.store.replication;
  if (copy === undefined) return [];
  const role = s3Names(plan).replicationRole;
  const trust = {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: "s3.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: { StringEquals: { "aws:SourceAccount": plan.cloud.accountId } },
      },
    ],
  };
  const made = new Role(
    childName(name, "replication-role"),
    { name: role, description: `Copies ${plan.store.bucket}`, assumeRolePolicy: JSON.stringify(trust), tags },
    { parent },
  );
  const rights = { name: role, role, policy: replicationRights(plan, copy) };
  return [made, new RolePolicy(childName(name, "replication-rights"), rights, { parent, dependsOn: [made] })];
}

function createReplication({ name, parent }: StoreChild, plan: S3Plan, dependsOn: Resource[]): Resource[] {
  const args = replication(plan);
  return args === undefined ? [] : [new BucketReplicationConfig(childName(name, "replication"), args, { parent, dependsOn })];
}

function createPolicy({ name, parent, kept }: StoreChild, plan: S3Plan, dependsOn: Resource[]): void {
  const args = { bucket: plan.store.bucket, policy: policyDocument(bucketPolicy(plan)) };
  new BucketPolicy(childName(name, "policy"), args, { parent, ...kept, dependsOn });
}
