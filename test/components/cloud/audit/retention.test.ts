import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PROFILE_RETENTION, retentionOf, retentionProblems } from "../../../../components/cloud/audit/retention.ts";
import { PROFILES } from "../../../../components/config/profiles.ts";
import { describeProblem } from "../../../../components/shared/problem.ts";
import { storeWith } from "./fixture.ts";

const problems = (profile: (typeof PROFILES)[number], change: object): readonly string[] =>
  retentionProblems(profile, storeWith("s3", change as Record<string, unknown>)).map(describeProblem);

describe("the lock of a profile", () => {
  it("[P-77] [P-79] is none in local and dev, a week that can be lifted in staging, a year that cannot in prod", () => {
    expect(PROFILES.map((profile) => retentionOf(profile, storeWith("s3")))).toEqual([
      { mode: "none" },
      { mode: "none" },
      { mode: "GOVERNANCE", days: 7 },
      { mode: "COMPLIANCE", days: 365 },
    ]);
  });

  it("[P-66] never softens from one profile to the next", () => {
    const hardness = { none: 0, GOVERNANCE: 1, COMPLIANCE: 2 };
    const rows = PROFILES.map((profile) => PROFILE_RETENTION[profile]);
    const order = rows.map((row) => hardness[row.mode] * 1e6 + (row.mode === "none" ? 0 : row.days));
    expect(order).toEqual(order.toSorted((a, b) => a - b));
  });

  it("is what the stack chose where it chose more", () => {
    expect(retentionOf("staging", storeWith("s3", { retention: { mode: "COMPLIANCE", days: 30 } }))).toEqual({
      mode: "COMPLIANCE",
      days: 30,
    });
    expect(problems("staging", { retention: { mode: "COMPLIANCE", days: 30 } })).toEqual([]);
    expect(problems("prod", { retention: { days: 2557 }, deleteAfterDays: 2558 })).toEqual([]);
  });

  it("never exists in local and dev, whatever a stack says", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("local" as const, "dev" as const),
        fc.record({ days: fc.integer({ min: 1, max: 36_500 }), mode: fc.constantFrom("GOVERNANCE", "COMPLIANCE") }),
        (profile, retention) => {
          const store = storeWith("s3", { retention });
          expect(retentionOf(profile, store)).toEqual({ mode: "none" });
          expect(retentionProblems(profile, store)).toHaveLength(1);
        },
      ),
    );
  });
});

describe("choices that lock too little or too much", () => {
  it.each([
    [
      "dev",
      { retention: { days: 30, mode: "GOVERNANCE" } },
      "palisade:audit.retention: was GOVERNANCE, 30 days; profile dev locks nothing, because a lock cannot be undone; remove it, or use profile staging or prod",
    ],
    [
      "local",
      { retention: { mode: "COMPLIANCE" } },
      "palisade:audit.retention: was COMPLIANCE; profile local locks nothing, because a lock cannot be undone; remove it, or use profile staging or prod",
    ],
    [
      "prod",
      { retention: { mode: "GOVERNANCE" } },
      "palisade:audit.retention.mode: was GOVERNANCE; profile prod needs COMPLIANCE: nobody may lift the lock; set it to COMPLIANCE",
    ],
    ["prod", { retention: { days: 364 } }, "palisade:audit.retention.days: was 364; profile prod needs at least 365; raise it"],
    ["staging", { retention: { days: 6 } }, "palisade:audit.retention.days: was 6; profile staging needs at least 7; raise it"],
    [
      "prod",
      { deleteAfterDays: 365 },
      "palisade:audit.deleteAfterDays: was 365; objects are locked for 365 days, and a lifecycle never cuts that short; raise it above 365, or remove it",
    ],
  ] as const)("%s %j", (profile, change, message) => {
    expect(problems(profile, change)).toEqual([message]);
  });
});
