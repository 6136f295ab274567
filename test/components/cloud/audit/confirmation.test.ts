import { describe, expect, it } from "vitest";
import { confirmationProblems, missingConfirmations, pendingLock } from "../../../../components/cloud/audit/confirmation.ts";
import type { Profile } from "../../../../components/config/profiles.ts";
import { describeProblem } from "../../../../components/shared/problem.ts";
import { cloudOf, storeWith, STORES, type StoreName } from "./fixture.ts";

function verdict(name: StoreName, change: Readonly<Record<string, unknown>>, profile: Profile = "prod") {
  const store = storeWith(name, change);
  const lock = pendingLock(store, cloudOf(name), profile);
  return {
    wrong: confirmationProblems(store, lock).map(describeProblem),
    missing: missingConfirmations(store, lock).map(describeProblem),
  };
}

const NOTHING = { wrong: [], missing: [] };
const confirm = (name: StoreName, change: object) => ({
  confirmIrreversible: { ...STORES[name].confirmIrreversible, ...change },
});

describe("the confirmation of a lock", () => {
  it.each(["s3", "gcs", "azureBlob"] as const)("counts for the account, bucket, days and mode it names: %s", (name) => {
    expect(verdict(name, {})).toEqual(NOTHING);
  });

  it.each([
    [{ account: "222233334444" }, "account: was 222233334444; the stack locks 444455556666"],
    [{ bucket: "agents-logs" }, "bucket: was agents-logs; the stack locks agents-audit"],
    [{ retentionDays: 90 }, "retentionDays: was 90; the stack locks 365"],
    [{ mode: "GOVERNANCE" }, "mode: was GOVERNANCE; the stack locks COMPLIANCE"],
  ])("counts for nothing else: %j", (change, start) => {
    const { wrong } = verdict("s3", confirm("s3", change));
    const [, meant] = /locks (\S+)$/.exec(start) ?? [];
    expect(wrong).toEqual([
      `palisade:audit.confirmIrreversible.${start}, and a confirmation counts only for what it names; set it to ${meant} if that is meant`,
    ]);
  });

  it("is asked for before a deployment, not before a preview", () => {
    expect(verdict("gcs", { confirmIrreversible: undefined })).toEqual({
      wrong: [],
      missing: [
        'palisade:audit.confirmIrreversible: is not set; a deployment locks agents-audit in agents-audit for 365 days (COMPLIANCE) for good; confirm it with {"account":"agents-audit","bucket":"agents-audit","retentionDays":365,"mode":"COMPLIANCE"}',
      ],
    });
  });

  it("is asked for in staging too, for the days of staging", () => {
    expect(verdict("s3", { confirmIrreversible: undefined }, "staging").missing[0]).toContain("for 7 days (GOVERNANCE)");
  });

  it.each(["local", "dev"] as const)("has nothing to confirm in %s, where nothing is ever locked", (profile) => {
    expect(verdict("s3", { confirmIrreversible: undefined }, profile)).toEqual(NOTHING);
    expect(verdict("s3", {}, profile).wrong).toEqual([
      "palisade:audit.confirmIrreversible: was set; this stack locks nothing that could be confirmed; remove it; it belongs to a stack that locks",
    ]);
  });

  it("is said twice above seven years", () => {
    const long = { retention: { days: 2558 } };
    expect(verdict("s3", { ...long, ...confirm("s3", { retentionDays: 2558 }) }).wrong).toEqual([
      "palisade:audit.confirmIrreversible.beyondSevenYears: was false; 2558 days are more than 2557, seven years, and are paid for until they end; set it to true if that is meant",
    ]);
    expect(verdict("s3", { ...long, ...confirm("s3", { retentionDays: 2558, beyondSevenYears: true }) })).toEqual(NOTHING);
    expect(verdict("s3", { retention: { days: 2557 }, ...confirm("s3", { retentionDays: 2557 }) })).toEqual(NOTHING);
  });
});
