import { isAbsent, number, text } from "../plain.ts";
import type { Plain } from "../verdict.ts";

/** The day the table below was last compared with https://kubernetes.io/releases/. */
export const REVIEWED = "2026-11-21";

/** Last day with upstream fixes, by minor version. A version that is not listed yet is newer than the table. */
const END_OF_FIXES: Readonly<Record<number, string>> = {
  31: "2025-11-11",
  32: "2026-02-28",
  33: "2026-06-28",
  34: "2026-10-27",
  35: "2027-02-28",
};
const OLDEST = 31;

/** Whether a version (`1.35`, `v1.35.2`, `1.35.3-gke.1`) still gets fixes on a day. None at all means the cloud's newest. */
export function isMaintained(version: Plain, day: string): boolean {
  if (isAbsent(version)) return true;
  const minor = Number(/^v?1\.(\d+)(\D|$)/.exec(text(version) ?? String(number(version)))?.[1]);
  if (Number.isNaN(minor) || minor < OLDEST) return false;
  return day <= (END_OF_FIXES[minor] ?? "9999-12-31");
}
