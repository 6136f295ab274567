import type { BucketLifecycleConfigurationArgs } from "@pulumi/aws/s3/bucketLifecycleConfiguration.js";
import type { BucketObjectLockConfigurationArgs } from "@pulumi/aws/s3/bucketObjectLockConfiguration.js";
import type { BucketReplicationConfigArgs } from "@pulumi/aws/s3/bucketReplicationConfig.js";
import { partitionOf, roleArn } from "../../iam/aws/arns.ts";
import { s3Names, type S3Plan } from "./plan.ts";

/** Age at which objects move to a cheaper class that still answers at once. Unit: days. */
const COLD_AFTER = 90;

/** How long access logs and the trail are kept: over a year, so that a yearly review finds all of it. Unit: days. */
const LOGS_KEPT = 400;

/** Days before a part of an upload that was never finished is thrown away. */
const UNFINISHED_AFTER = 7;

/** The bucket's default lock; undefined where nothing is locked. Pure. */
export function lockSettings({ store, retention }: S3Plan): BucketObjectLockConfigurationArgs | undefined {
  if (retention.mode === "none") return undefined;
  const { mode, days } = retention;
  return { bucket: store.bucket, objectLockEnabled: "Enabled", rule: { defaultRetention: { mode, days } } };
}

/** Objects get cheaper, and go only where the stack says so, after their lock. Pure. */
export function lifecycle({ store }: S3Plan): BucketLifecycleConfigurationArgs {
  const { deleteAfterDays } = store;
  const end =
    deleteAfterDays === undefined
      ? {}
      : { expiration: { days: deleteAfterDays }, noncurrentVersionExpiration: { noncurrentDays: UNFINISHED_AFTER } };
  return {
    bucket: store.bucket,
    rules: [
      {
        id: "audit",
        status: "Enabled",
        filter: { prefix: "" },
        ...(deleteAfterDays !== undefined && deleteAfterDays <= COLD_AFTER
          ? {}
          : { transitions: [{ days: COLD_AFTER, storageClass: "GLACIER_IR" }] }),
        abortIncompleteMultipartUpload: { daysAfterInitiation: UNFINISHED_AFTER },
        ...end,
      },
    ],
  };
}

export function logsLifecycle(plan: S3Plan): BucketLifecycleConfigurationArgs {
  return {
    bucket: s3Names(plan).logs,
    rules: [
      {
        id: "logs",
        status: "Enabled",
        filter: { prefix: "" },
        expiration: { days: LOGS_KEPT },
        noncurrentVersionExpiration: { noncurrentDays: UNFINISHED_AFTER },
        abortIncompleteMultipartUpload: { daysAfterInitiation: UNFINISHED_AFTER },
      },
    ],
  };
}

/** A second copy that belongs to another account, which deletions here never reach; undefined where none is wanted. Pure. */
export function replication(plan: S3Plan): BucketReplicationConfigArgs | undefined {
  const copy = plan.store.replication;
  if (copy === undefined) return undefined;
  return {
    bucket: plan.store.bucket,
    role: roleArn(plan.cloud, s3Names(plan).replicationRole),
    rules: [
      {
        id: "copy",
        status: "Enabled",
        priority: 1,
        filter: { prefix: "" },
        deleteMarkerReplication: { status: "Disabled" },
        sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } },
        destination: {
          bucket: `arn:${partitionOf(plan.cloud.region)}:s3:::${copy.bucket}`,
          account: copy.accountId,
          accessControlTranslation: { owner: "Destination" },
          encryptionConfiguration: { replicaKmsKeyId: copy.keyArn },
        },
      },
    ],
  };
}

/** What the replication role may do: read here, write there, delete nowhere. Pure. */
export function replicationRights(plan: S3Plan, copy: NonNullable<S3Plan["store"]["replication"]>): string {
  const { bucketArn } = s3Names(plan);
  const target = `arn:${partitionOf(plan.cloud.region)}:s3:::${copy.bucket}`;
  const allow = (Action: readonly string[], Resource: string): object => ({ Effect: "Allow", Action, Resource });
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      allow(["s3:GetReplicationConfiguration", "s3:ListBucket"], bucketArn),
      allow(
        [
          "s3:GetObjectLegalHold",
          "s3:GetObjectRetention",
          "s3:GetObjectVersionAcl",
          "s3:GetObjectVersionForReplication",
          "s3:GetObjectVersionTagging",
        ],
        `${bucketArn}/*`,
      ),
      allow(["s3:ObjectOwnerOverrideToBucketOwner", "s3:ReplicateObject", "s3:ReplicateTags"], `${target}/*`),
      allow(["kms:Encrypt"], copy.keyArn),
    ],
  });
}
