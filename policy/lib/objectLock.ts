import { cloudResources } from "./cloud/companions.ts";
import { cloudType, TYPES } from "./cloud/types.ts";
import { isAbsent, isUnknown, number, read, text, type PlainRecord } from "./plain.ts";
import type { World } from "./rule.ts";
import { UNKNOWN, type Plain, type PolicyResource } from "./verdict.ts";

/** For how long a store keeps objects from being rewritten; UNKNOWN where that is not known before deployment. */
export interface ObjectLock {
  readonly days: Plain;
  /** Nobody can shorten it or lift it, the owner of the account included. */
  readonly final: Plain;
}

export const NO_LOCK: ObjectLock = { days: 0, final: false };

type Reading = (props: PlainRecord) => ObjectLock;

/** Where each cloud says it. */
const LOCKS: Readonly<Record<string, Reading>> = {
  [TYPES.bucketLock]: (props) => {
    const retention = read(props, "rule", "defaultRetention");
    return {
      days: inDays(read(retention, "days"), read(retention, "years")),
      final: equals(read(retention, "mode"), "COMPLIANCE"),
    };
  },
  [TYPES.gcpBucket]: (props) => {
    const policy = read(props, "retentionPolicy");
    return { days: fromSeconds(read(policy, "retentionPeriod")), final: equals(read(policy, "isLocked"), true) };
  },
  [TYPES.azureStorage]: (props) => {
    const policy = read(props, "immutableStorageWithVersioning", "immutabilityPolicy");
    return { days: read(policy, "immutabilityPeriodSinceCreationInDays"), final: equals(read(policy, "state"), "Locked") };
  },
};

/** The lock of a store, or undefined where a resource sets none. */
export function lockOf({ type, props }: PolicyResource): ObjectLock | undefined {
  const token = cloudType(type);
  const setting = SETTINGS[token];
  return setting === undefined || isAbsent(read(props, ...setting)) ? undefined : LOCKS[token]?.(props);
}

/** What a resource must set to lock anything. */
const SETTINGS: Readonly<Record<string, readonly string[]>> = {
  [TYPES.bucketLock]: ["rule"],
  [TYPES.gcpBucket]: ["retentionPolicy"],
  [TYPES.azureStorage]: ["immutableStorageWithVersioning"],
};

export function objectLocksIn(world: World): readonly ObjectLock[] {
  return Object.entries(LOCKS).flatMap(([type, reading]) => cloudResources(world, type).map(({ props }) => reading(props)));
}

/** The lock that one resource sets; undefined for resources that set none. */
export function objectLockOf({ type, props }: PolicyResource): ObjectLock | undefined {
  return LOCKS[cloudType(type)]?.(props);
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
