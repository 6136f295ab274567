import { PROFILES, type Profile } from "../../config/profiles.ts";
import type { Problem } from "../../shared/problem.ts";
import type { StoreConfig } from "./config.ts";

/** How long an object cannot be changed, and by whom it still can: GOVERNANCE by break-glass, COMPLIANCE by nobody. */
export type Retention = { readonly mode: "none" } | { readonly mode: "GOVERNANCE" | "COMPLIANCE"; readonly days: number };

/** The lock of each profile, and the least a stack of it may choose. */
export const PROFILE_RETENTION: Readonly<Record<Profile, Retention>> = {
  local: { mode: "none" },
  dev: { mode: "none" },
  staging: { mode: "GOVERNANCE", days: 7 },
  prod: { mode: "COMPLIANCE", days: 365 },
};

/** Seven years with their leap days: the longest that a law usually asks for, and the longest that is confirmed only once. */
export const SEVEN_YEARS = 2557;

const HARDNESS = { none: 0, GOVERNANCE: 1, COMPLIANCE: 2 } as const;

const PATH = "palisade:audit.retention";

/** The lock that a stack gets: what it chose over what its profile has. A profile that locks nothing never locks. */
export function retentionOf(profile: Profile, { retention }: Pick<StoreConfig, "retention">): Retention {
  const least = PROFILE_RETENTION[profile];
  if (least.mode === "none") return least;
  return { mode: retention.mode ?? least.mode, days: retention.days ?? least.days };
}

/** Choices that lock where nothing may be locked, or less than the profile demands. */
export function retentionProblems(profile: Profile, { retention, deleteAfterDays }: RetentionChoice): readonly Problem[] {
  const least = PROFILE_RETENTION[profile];
  if (least.mode === "none") return neverLocked(profile, retention);
  const chosen = { mode: retention.mode ?? least.mode, days: retention.days ?? least.days };
  return [
    ...tooSoft(profile, chosen.mode, least),
    ...tooShort(profile, chosen.days, least),
    ...deletedEarly(chosen.days, deleteAfterDays),
  ];
}

type RetentionChoice = Pick<StoreConfig, "retention" | "deleteAfterDays">;

type Lock = Exclude<Retention, { mode: "none" }>;

/** A lock outlives the cluster, the stack and the engineer who tried it out. */
function neverLocked(profile: Profile, { days, mode }: StoreConfig["retention"]): readonly Problem[] {
  if (days === undefined && mode === undefined) return [];
  return [
    {
      path: PATH,
      given: `was ${[mode, days === undefined ? undefined : `${days} days`].filter((part) => part !== undefined).join(", ")}`,
      allowed: `profile ${profile} locks nothing, because a lock cannot be undone`,
      change: `remove it, or use profile ${PROFILES.filter((name) => PROFILE_RETENTION[name].mode !== "none").join(" or ")}`,
    },
  ];
}

function tooSoft(profile: Profile, mode: Lock["mode"], least: Lock): readonly Problem[] {
  if (HARDNESS[mode] >= HARDNESS[least.mode]) return [];
  return [
    {
      path: `${PATH}.mode`,
      given: `was ${mode}`,
      allowed: `profile ${profile} needs ${least.mode}: nobody may lift the lock`,
      change: `set it to ${least.mode}`,
    },
  ];
}

function tooShort(profile: Profile, days: number, least: Lock): readonly Problem[] {
  if (days >= least.days) return [];
  return [
    {
      path: `${PATH}.days`,
      given: `was ${days}`,
      allowed: `profile ${profile} needs at least ${least.days}`,
      change: "raise it",
    },
  ];
}

function deletedEarly(days: number, deleteAfterDays: number | undefined): readonly Problem[] {
  if (deleteAfterDays === undefined || deleteAfterDays > days) return [];
  return [
    {
      path: "palisade:audit.deleteAfterDays",
      given: `was ${deleteAfterDays}`,
      allowed: `objects are locked for ${days} days, and a lifecycle never cuts that short`,
      change: `raise it above ${days}, or remove it`,
    },
  ];
}
