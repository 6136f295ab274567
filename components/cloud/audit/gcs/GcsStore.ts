import type { Resource } from "@pulumi/pulumi";
import { DenyPolicy } from "@pulumi/gcp/iam/denyPolicy.js";
import { CryptoKey } from "@pulumi/gcp/kms/cryptoKey.js";
import { CryptoKeyIAMMember } from "@pulumi/gcp/kms/cryptoKeyIAMMember.js";
import { KeyRing } from "@pulumi/gcp/kms/keyRing.js";
import { AlertPolicy } from "@pulumi/gcp/monitoring/alertPolicy.js";
import { NotificationChannel } from "@pulumi/gcp/monitoring/notificationChannel.js";
import { IAMAuditConfig } from "@pulumi/gcp/projects/iamauditConfig.js";
import { Lien } from "@pulumi/gcp/resourcemanager/lien.js";
import { Bucket } from "@pulumi/gcp/storage/bucket.js";
import { BucketIAMMember } from "@pulumi/gcp/storage/bucketIAMMember.js";
import { childName } from "../../../shared/names.ts";
import type { StoreChild } from "../kept.ts";
import { gcsLocation, KEY_NAME } from "../location.ts";
import { alertArgs, bucketArgs, denyPolicy, LOG_WRITERS, logsArgs, logsBucket, storageAgent, type GcsPlan } from "./settings.ts";

/** The store in Google Cloud: key, bucket for logs, the bucket itself with its lock, a lien on the project, alarms, denials last. */
export function createGcsStore(child: StoreChild, plan: GcsPlan): void {
  const { key, usable } = createKey(child, plan);
  const logs = createLogs(child, plan);
  const bucket = createBucket(child, plan, { key, dependsOn: [usable, ...logs] });
  const guards = [...createLien(child, plan, bucket), createDataLogs(child, plan), ...createAlarm(child, plan)];
  createDenials(child, plan, [bucket, ...guards]);
}

interface UsableKey {
  readonly key: CryptoKey;
  /** Cloud Storage may use the key: before that it makes no bucket with it. */
  readonly usable: Resource;
}

function createKey({ name, parent, tags, kept }: StoreChild, plan: GcsPlan): UsableKey {
  const location = gcsLocation(plan.store, plan.cloud.region).keyLocation;
  const ring = new KeyRing(childName(name, "key-ring"), { name: plan.store.bucket, location }, { parent, ...kept });
  const key = new CryptoKey(
    childName(name, "key"),
    { name: KEY_NAME, keyRing: ring.id, rotationPeriod: "7776000s", destroyScheduledDuration: "2592000s", labels: tags },
    { parent, ...kept },
  );
  const member = { cryptoKeyId: key.id, role: "roles/cloudkms.cryptoKeyEncrypterDecrypter", member: storageAgent(plan) };
  return { key, usable: new CryptoKeyIAMMember(childName(name, "key-use"), member, { parent }) };
}

function createLogs({ name, parent, tags, kept }: StoreChild, plan: GcsPlan): Resource[] {
  const bucket = new Bucket(childName(name, "logs"), { ...logsArgs(plan), labels: tags }, { parent, ...kept });
  const member = { bucket: logsBucket(plan), role: "roles/storage.objectCreator", member: LOG_WRITERS };
  return [bucket, new BucketIAMMember(childName(name, "logs-writers"), member, { parent, dependsOn: [bucket] })];
}

function createBucket(
  { name, parent, tags, kept }: StoreChild,
  plan: GcsPlan,
  { key, dependsOn }: { readonly key: CryptoKey; readonly dependsOn: Resource[] },
): Bucket {
  const args = { ...bucketArgs(plan), encryption: { defaultKmsKeyName: key.id }, labels: tags };
  return new Bucket(childName(name, "bucket"), args, { parent, ...kept, dependsOn });
}

/** A project that is deleted takes its buckets along, locked or not: the lien is in the way. */
function createLien({ name, parent, kept }: StoreChild, plan: GcsPlan, bucket: Bucket): Resource[] {
  if (plan.retention.mode === "none") return [];
  const lien = {
    parent: `projects/${plan.cloud.projectNumber}`,
    restrictions: ["resourcemanager.projects.delete"],
    origin: "palisade-audit",
    reason: `Holds the audit store ${plan.store.bucket}`,
  };
  return [new Lien(childName(name, "lien"), lien, { parent, ...kept, dependsOn: [bucket] })];
}

/** Reads and writes of objects are logged only where a project says so. */
function createDataLogs({ name, parent }: StoreChild, { cloud }: GcsPlan): Resource {
  const auditLogConfigs = [{ logType: "ADMIN_READ" }, { logType: "DATA_READ" }, { logType: "DATA_WRITE" }];
  const args = { project: cloud.projectId, service: "storage.googleapis.com", auditLogConfigs };
  return new IAMAuditConfig(childName(name, "data-access-logs"), args, { parent });
}

function createAlarm({ name, parent, tags }: StoreChild, plan: GcsPlan): Resource[] {
  const { alertEmails, bucket } = plan.store;
  if (alertEmails.length === 0) return [];
  const channels = alertEmails.map((email) => {
    const channel = { displayName: `Audit store ${bucket}`, type: "email", labels: { email_address: email } };
    return new NotificationChannel(childName(name, `alarm-${email}`), channel, { parent });
  });
  const args = {
    ...alertArgs(
      plan,
      channels.map(({ name: id }) => id),
    ),
    userLabels: tags,
  };
  return [new AlertPolicy(childName(name, "alarm"), args, { parent })];
}

/** Last: from then on the changes that made the store are denied too. */
function createDenials({ name, parent, kept }: StoreChild, plan: GcsPlan, dependsOn: Resource[]): void {
  const args = denyPolicy(plan);
  if (args !== undefined) new DenyPolicy(childName(name, "denials"), args, { parent, ...kept, dependsOn });
}
