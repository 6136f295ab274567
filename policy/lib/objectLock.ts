import { isUnknown, number, read, text, type PlainRecord } from "./plain.ts";
import type { World } from "./rule.ts";
import { UNKNOWN, type Plain } from "./verdict.ts";

/** For how long a store keeps objects from being rewritten; UNKNOWN where that is not known before deployment. */
export interface ObjectLock {
  readonly days: Plain;
  /** Nobody can shorten it or lift it, the owner of the account included. */
  readonly final: Plain;
}

type Reading = (props: PlainRecord) => ObjectLock;

/** Where each cloud says it. */
const LOCKS: Readonly<Record<string, Reading>> = {
  "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration": (props) => {
    const retention = read(props, "rule", "defaultRetention");
    return {
      days: inDays(read(retention, "days"), read(retention, "years")),
      final: equals(read(retention, "mode"), "COMPLIANCE"),
    };
  },
  "gcp:storage/bucket:Bucket": (props) => {
    const policy = read(props, "retentionPolicy");
    return { days: fromSeconds(read(policy, "retentionPeriod")), final: equals(read(policy, "isLocked"), true) };
  },
  "azure-native:storage:StorageAccount": (props) => {
    const policy = read(props, "immutableStorageWithVersioning", "immutabilityPolicy");
    return { days: read(policy, "immutabilityPeriodSinceCreationInDays"), final: equals(read(policy, "state"), "Locked") };
  },
};

export function objectLocksIn(world: World): readonly ObjectLock[] {
  return Object.entries(LOCKS).flatMap(([type, lockOf]) => world.byType(type).map(({ props }) => lockOf(props)));
}

function equals(value: Plain, wanted: Plain): Plain {
  return isUnknown(value) ? UNKNOWN : value === wanted;
}

function inDays(days: Plain, years: Plain): Plain {
  if (isUnknown(days) || isUnknown(years)) return UNKNOWN;
  return number(days) ?? (number(years) ?? 0) * 365;
}

/** The provider writes it as text. */
function fromSeconds(seconds: Plain): Plain {
  return isUnknown(seconds) ? UNKNOWN : Math.floor(Number(text(seconds) ?? number(seconds) ?? 0) / 86_400);
}
