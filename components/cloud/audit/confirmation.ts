import type { Profile } from "../../config/profiles.ts";
import type { Problem } from "../../shared/problem.ts";
import type { CloudConfig } from "../config.ts";
import type { AuditConfig, StoreConfig } from "./config.ts";
import { accountOf, bucketOf, placeStore } from "./location.ts";
import { retentionOf, SEVEN_YEARS } from "./retention.ts";

const PATH = "palisade:audit.confirmIrreversible";

type Confirmation = NonNullable<StoreConfig["confirmIrreversible"]>;

/** What a stack is about to lock, exactly as it must be confirmed; undefined where it locks nothing. */
export interface PendingLock extends Required<Omit<Confirmation, "beyondSevenYears">> {
  readonly beyondSevenYears: boolean;
}

/** The lock that a deployment of the stack would make. */
export function pendingLock(audit: AuditConfig, cloud: CloudConfig | undefined, profile: Profile): PendingLock | undefined {
  if (audit.store === "none") return undefined;
  const placed = placeStore(audit, cloud);
  const retention = retentionOf(profile, audit);
  if (placed === undefined || retention.mode === "none") return undefined;
  const { mode, days } = retention;
  const beyondSevenYears = days > SEVEN_YEARS;
  return { account: accountOf(placed.cloud), bucket: bucketOf(audit), retentionDays: days, mode, beyondSevenYears };
}

/** A confirmation of something else than what would be locked: refused at once, because somebody meant another store. */
export function confirmationProblems(audit: AuditConfig, lock: PendingLock | undefined): readonly Problem[] {
  const confirmed = audit.store === "none" ? undefined : audit.confirmIrreversible;
  if (confirmed === undefined) return [];
  if (lock === undefined) {
    const change = "remove it; it belongs to a stack that locks";
    return [{ path: PATH, given: "was set", allowed: "this stack locks nothing that could be confirmed", change }];
  }
  return [...differences(confirmed, lock), ...longUnconfirmed(confirmed, lock)];
}

/** What a deployment must still be told before it locks; a preview goes on without. */
export function missingConfirmations(audit: AuditConfig, lock: PendingLock | undefined): readonly Problem[] {
  if (lock === undefined || audit.store === "none" || audit.confirmIrreversible !== undefined) return [];
  return [
    {
      path: PATH,
      given: "is not set",
      allowed: `a deployment locks ${lock.bucket} in ${lock.account} for ${lock.retentionDays} days (${lock.mode}) for good`,
      change: `confirm it with ${JSON.stringify(lock.beyondSevenYears ? lock : { ...lock, beyondSevenYears: undefined })}`,
    },
  ];
}

function differences(confirmed: Confirmation, lock: PendingLock): readonly Problem[] {
  return (["account", "bucket", "retentionDays", "mode"] as const)
    .filter((key) => confirmed[key] !== lock[key])
    .map((key) => ({
      path: `${PATH}.${key}`,
      given: `was ${confirmed[key]}`,
      allowed: `the stack locks ${lock[key]}, and a confirmation counts only for what it names`,
      change: `set it to ${lock[key]} if that is meant`,
    }));
}

function longUnconfirmed(confirmed: Confirmation, lock: PendingLock): readonly Problem[] {
  if (!lock.beyondSevenYears || confirmed.beyondSevenYears) return [];
  return [
    {
      path: `${PATH}.beyondSevenYears`,
      given: "was false",
      allowed: `${lock.retentionDays} days are more than ${SEVEN_YEARS}, seven years, and are paid for until they end`,
      change: "set it to true if that is meant",
    },
  ];
}
