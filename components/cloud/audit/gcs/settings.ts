import type { DenyPolicyArgs } from "@pulumi/gcp/iam/denyPolicy.js";
import type { AlertPolicyArgs } from "@pulumi/gcp/monitoring/alertPolicy.js";
import type { BucketArgs } from "@pulumi/gcp/storage/bucket.js";
import type { GcpConfig } from "../../config.ts";
import type { GcsConfig } from "../config.ts";
import { gcsLocation } from "../location.ts";
import type { Retention } from "../retention.ts";

/** Everything that decides how the store in Google Cloud Storage looks. */
export interface GcsPlan {
  readonly store: GcsConfig;
  /** Project of the store. */
  readonly cloud: GcpConfig;
  /** The project holds nothing else, so what is denied in it is denied for the store alone. */
  readonly ownProject: boolean;
  readonly retention: Retention;
}

const DAY = 86_400;

/** Age at which objects move to a cheaper class that still answers at once. Unit: days. */
const COLD_AFTER = 90;

/** How long access logs are kept: over a year, so that a yearly review finds all of it. Unit: days. */
const LOGS_KEPT = 400;

const ACCESS = { uniformBucketLevelAccess: true, publicAccessPrevention: "enforced", forceDestroy: false } as const;

/** Name of the bucket of the access logs. */
export function logsBucket({ store }: GcsPlan): string {
  return `${store.bucket}-access-logs`;
}

/**
 * The store's bucket. Without versioning: together with a retention policy it is refused or of no use, because no object can be
 * replaced before its day. A policy that is not locked is staging's; GOVERNANCE has no other form here. Pure.
 */
export function bucketArgs(plan: GcsPlan): Omit<BucketArgs, "encryption" | "labels"> {
  const { store, cloud, retention } = plan;
  return {
    name: store.bucket,
    location: gcsLocation(store, cloud.region).location,
    ...ACCESS,
    ...(retention.mode === "none"
      ? {}
      : { retentionPolicy: { retentionPeriod: String(retention.days * DAY), isLocked: retention.mode === "COMPLIANCE" } }),
    // What is deleted at the end of its time is gone: a second grace would only cost.
    softDeletePolicy: { retentionDurationSeconds: 0 },
    logging: { logBucket: logsBucket(plan), logObjectPrefix: "access" },
    lifecycleRules: [
      { action: { type: "SetStorageClass", storageClass: "COLDLINE" }, condition: { age: COLD_AFTER } },
      ...(store.deleteAfterDays === undefined ? [] : [{ action: { type: "Delete" }, condition: { age: store.deleteAfterDays } }]),
    ],
    deletionPolicy: retention.mode === "none" ? "DELETE" : "ABANDON",
  };
}

/** Not locked, so that logs of access can go when their time is over. Pure. */
export function logsArgs(plan: GcsPlan): Omit<BucketArgs, "labels"> {
  return {
    name: logsBucket(plan),
    location: plan.cloud.region.toUpperCase(),
    ...ACCESS,
    lifecycleRules: [{ action: { type: "Delete" }, condition: { age: LOGS_KEPT } }],
  };
}

/** Google writes access logs as this group. https://cloud.google.com/storage/docs/access-logs */
export const LOG_WRITERS = "group:cloud-storage-analytics@google.com";

/** Identity by which Cloud Storage uses the key. https://cloud.google.com/storage/docs/projects#service-agents */
export function storageAgent({ cloud }: GcsPlan): string {
  return `serviceAccount:service-${cloud.projectNumber}@gs-project-accounts.iam.gserviceaccount.com`;
}

/** What destroys objects, the bucket's terms, or the key; as deny policies name it. */
const DENIED = [
  "cloudkms.googleapis.com/cryptoKeyVersions.destroy",
  "cloudkms.googleapis.com/cryptoKeyVersions.update",
  "storage.googleapis.com/buckets.delete",
  "storage.googleapis.com/buckets.update",
  "storage.googleapis.com/objects.delete",
];

/**
 * Denies it in the whole project to everybody but break-glass: no role, not even Owner, gives it back. Only in a project of its
 * own, because a denial cannot name a bucket. Making it takes Deny Admin of the organisation. Pure.
 */
export function denyPolicy({ store, cloud, ownProject }: GcsPlan): DenyPolicyArgs | undefined {
  if (!ownProject || store.breakGlass.length === 0) return undefined;
  return {
    parent: `cloudresourcemanager.googleapis.com%2Fprojects%2F${cloud.projectId}`,
    name: `${store.bucket}-keep`,
    displayName: "Audit evidence is kept",
    rules: [
      {
        description: "Only break-glass may end evidence or its key.",
        denyRule: {
          deniedPrincipals: ["principalSet://goog/public:all"],
          exceptionPrincipals: store.breakGlass,
          deniedPermissions: DENIED,
        },
      },
    ],
  };
}

/** Methods that somebody is told of, whether they succeed or are denied; those that would silence the alarm among them. */
const WATCHED = [
  "AlertPolicyService.DeleteAlertPolicy",
  "AlertPolicyService.UpdateAlertPolicy",
  "DestroyCryptoKeyVersion",
  "NotificationChannelService.DeleteNotificationChannel",
  "NotificationChannelService.UpdateNotificationChannel",
  "SetIamPolicy",
  "UpdateCryptoKey",
  "UpdateCryptoKeyVersion",
  "google.cloud.resourcemanager.v3.Liens.DeleteLien",
  "storage.buckets.delete",
  "storage.buckets.update",
  "storage.objects.delete",
  "storage.setIamPermissions",
];

/** The audit log's lines of these methods in the project. Pure. */
export function alertFilter({ cloud }: GcsPlan): string {
  const methods = WATCHED.map((method) => `protoPayload.methodName:"${method}"`).join(" OR ");
  return `logName:"projects/${cloud.projectId}/logs/cloudaudit.googleapis.com" AND (${methods})`;
}

/** Pure but for the channels. */
export function alertArgs(
  plan: GcsPlan,
  notificationChannels: NonNullable<AlertPolicyArgs["notificationChannels"]>,
): AlertPolicyArgs {
  return {
    displayName: `Attempts on the audit store ${plan.store.bucket}`,
    combiner: "OR",
    severity: "CRITICAL",
    conditions: [{ displayName: "delete, unlock or change", conditionMatchedLog: { filter: alertFilter(plan) } }],
    alertStrategy: { notificationRateLimit: { period: "300s" }, autoClose: "604800s" },
    notificationChannels,
  };
}
