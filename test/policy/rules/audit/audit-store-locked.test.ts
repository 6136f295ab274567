import type { PlainRecord } from "../../../../policy/lib/plain.ts";
import { UNKNOWN, type Plain, type PolicyResource } from "../../../../policy/lib/verdict.ts";
import { auditStoreLocked } from "../../../../policy/rules/audit/audit-store-locked.ts";
import { NOT_APPLICABLE, pulumiResource, worldCases } from "../cases.ts";

const platform = pulumiResource("palisade:platform:Platform");
const S3_LOCK = "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration";
const s3 = (retention: PlainRecord): PolicyResource => pulumiResource(S3_LOCK, { rule: { defaultRetention: retention } });
const gcs = (policy: PlainRecord): PolicyResource => pulumiResource("gcp:storage/bucket:Bucket", { retentionPolicy: policy });
const azure = (days: Plain, state = "Locked"): PolicyResource =>
  pulumiResource("azure-native:storage:StorageAccount", {
    immutableStorageWithVersioning: { immutabilityPolicy: { immutabilityPeriodSinceCreationInDays: days, state } },
  });
const holding = (...layers: readonly string[]): PolicyResource => pulumiResource("palisade:platform:Platform", { layers });

worldCases(auditStoreLocked, [
  ["Azure, not locked before there are services", [holding("audit", "cloud"), azure(365, "Unlocked")]],
  [
    "Azure, not locked for a week before there are services",
    [holding("audit", "cloud"), azure(7, "Unlocked")],
    "no object store of the platform is locked for 365 days or more; allowed: at least one",
  ],
  [
    "Azure, not locked under services",
    [holding("audit", "cloud", "platform", "services"), azure(365, "Unlocked")],
    "no object store of the platform is locked for 365 days or more so that nobody can lift it; allowed: at least one",
  ],
  ["a platform without a store yet", [holding("cloud")], NOT_APPLICABLE],
  ["S3 in compliance mode for a year", [platform, s3({ mode: "COMPLIANCE", years: 1 })]],
  [
    "S3 in governance mode",
    [platform, s3({ mode: "GOVERNANCE", days: 3650 })],
    "no object store of the platform is locked for 365 days or more so that nobody can lift it; allowed: at least one",
  ],
  [
    "S3 for a week",
    [platform, s3({ mode: "COMPLIANCE", days: 7 })],
    "no object store of the platform is locked for 365 days or more so that nobody can lift it; allowed: at least one",
  ],
  [
    "S3 for an unknown time",
    [platform, s3({ mode: "COMPLIANCE", days: UNKNOWN })],
    "unknown: no object store of the platform is locked for 365 days or more so that nobody can lift it; allowed: at least one",
  ],
  [
    "S3 in an unknown mode",
    [platform, s3({ mode: UNKNOWN, days: 400 })],
    "unknown: no object store of the platform is locked for 365 days or more so that nobody can lift it; allowed: at least one",
  ],
  ["a locked policy of Cloud Storage", [platform, gcs({ isLocked: true, retentionPeriod: "31536000" })]],
  [
    "one that is not locked",
    [platform, gcs({ retentionPeriod: "31536000" })],
    "no object store of the platform is locked for 365 days or more so that nobody can lift it; allowed: at least one",
  ],
  [
    "one that may be locked",
    [platform, gcs({ isLocked: UNKNOWN, retentionPeriod: "31536000" })],
    "unknown: no object store of the platform is locked for 365 days or more so that nobody can lift it; allowed: at least one",
  ],
  ["a locked Azure policy", [platform, azure(365)]],
  [
    "one of unknown length",
    [platform, azure(UNKNOWN)],
    "unknown: no object store of the platform is locked for 365 days or more so that nobody can lift it; allowed: at least one",
  ],
  [
    "a short one",
    [platform, azure(364)],
    "no object store of the platform is locked for 365 days or more so that nobody can lift it; allowed: at least one",
  ],
  [
    "no store",
    [platform],
    "no object store of the platform is locked for 365 days or more so that nobody can lift it; allowed: at least one",
  ],
  ["another program", [s3({ mode: "COMPLIANCE", years: 1 })], NOT_APPLICABLE],
]);

worldCases(
  auditStoreLocked,
  [
    ["staging: S3 in governance mode for a week", [platform, s3({ mode: "GOVERNANCE", days: 7 })]],
    [
      "staging: S3 for a day",
      [platform, s3({ mode: "COMPLIANCE", days: 1 })],
      "no object store of the platform is locked for 7 days or more; allowed: at least one",
    ],
  ],
  "staging",
);
