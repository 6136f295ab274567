import { unknown } from "../../lib/finding.ts";
import { FROM_PROD } from "../../lib/levels.ts";
import { isUnknown, read, text, number, type PlainRecord } from "../../lib/plain.ts";
import { hasPlatform, missing } from "../../lib/production.ts";
import { reaches } from "../../lib/replication.ts";
import type { WorldRule } from "../../lib/rule.ts";
import { UNKNOWN, type Plain } from "../../lib/verdict.ts";

const DAYS = 365;
/** Where each cloud says for how many days an object cannot be deleted. */
const LOCKS: Readonly<Record<string, (props: PlainRecord) => Plain>> = {
  "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration": (props) => {
    const retention = read(props, "rule", "defaultRetention");
    return isUnknown(read(retention, "mode"))
      ? UNKNOWN
      : read(retention, "mode") === "COMPLIANCE"
        ? inDays(read(retention, "days"), read(retention, "years"))
        : 0;
  },
  "gcp:storage/bucket:Bucket": (props) => {
    const policy = read(props, "retentionPolicy");
    return read(policy, "isLocked") === true
      ? Math.floor(Number(text(read(policy, "retentionPeriod")) ?? number(read(policy, "retentionPeriod")) ?? 0) / 86_400)
      : 0;
  },
  "azure-native:storage:BlobContainerImmutabilityPolicy": (props) => read(props, "immutabilityPeriodSinceCreationInDays"),
};

export const auditStoreLocked: WorldRule = {
  name: "audit-store-locked",
  title: "Checklist 3: the audit store cannot be rewritten",
  description:
    "A platform stack must hold an object store with a lock: an S3 Object Lock configuration in mode COMPLIANCE with a retention of 365 days or more, a locked retention policy of that length on a Google Cloud Storage bucket, or an immutability policy of that length on an Azure blob container. That the audit trail really ends there is the audit chain's to show; account owners can still close the account.",
  severity: "critical",
  level: FROM_PROD,
  controls: ["P-74", "P-99", "P-106", "PCI-DSS 10.3.2", "PCI-DSS 10.5.1", "SOC2 CC7.2", "ISO27001 A.8.15"],
  remediation: "Configure palisade:audit with a store and confirm its retention.",
  scope: "world",
  appliesTo: hasPlatform,
  check: (world) => {
    const days = Object.entries(LOCKS).flatMap(([type, daysOf]) => world.byType(type).map(({ props }) => daysOf(props)));
    if (days.some((one) => reaches(one, DAYS) === true)) return [];
    const message = `no object store of the platform is locked for ${DAYS} days or more; allowed: one in compliance mode`;
    return days.some(isUnknown) ? [unknown(message)] : missing(world, message);
  },
};

function inDays(days: Plain, years: Plain): Plain {
  if (isUnknown(days) || isUnknown(years)) return UNKNOWN;
  return number(days) ?? (number(years) ?? 0) * 365;
}
