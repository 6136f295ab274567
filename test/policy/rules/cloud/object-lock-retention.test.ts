import { describe, expect, test } from "vitest";
import type { PolicyResource } from "../../../../policy/lib/verdict.ts";
import type { Changes } from "../../fixtures/change.ts";
import { judge } from "../cases.ts";
import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { objectLockRetention } from "../../../../policy/rules/cloud/object-lock-retention.ts";
import { azureStorage, bucketLock, gcpBucket } from "../../fixtures/cloud.ts";
import { NOT_APPLICABLE } from "../cases.ts";
import { cloudCases, of } from "./cloudCases.ts";

cloudCases(objectLockRetention, bucketLock, [
  ["in years", { "rule.defaultRetention": { mode: "COMPLIANCE", years: 7 } }],
  [
    "an administrator lifts it",
    { "rule.defaultRetention.mode": "GOVERNANCE" },
    "main is not locked so that nobody can lift it; allowed: a retention so that nobody can lift it",
  ],
  [
    "a month",
    { "rule.defaultRetention.days": 30 },
    "main is not locked for 90 days or more; allowed: a retention for 90 days or more",
  ],
  ["no default", { rule: undefined }, NOT_APPLICABLE],
  [
    "unknown",
    { "rule.defaultRetention.days": UNKNOWN },
    "unknown: main is not locked for 90 days or more; allowed: a retention for 90 days or more (it is not known before deployment)",
  ],
]);

cloudCases(objectLockRetention, gcpBucket, [
  ["no policy", { retentionPolicy: undefined }, NOT_APPLICABLE],
  [
    "not locked",
    { "retentionPolicy.isLocked": false },
    "main is not locked so that nobody can lift it; allowed: a retention so that nobody can lift it",
  ],
  [
    "a day",
    { "retentionPolicy.retentionPeriod": "86400" },
    "main is not locked for 90 days or more; allowed: a retention for 90 days or more",
  ],
]);

cloudCases(objectLockRetention, azureStorage, [
  [
    "not locked",
    { "immutableStorageWithVersioning.immutabilityPolicy.state": "Unlocked" },
    "main is not locked so that nobody can lift it; allowed: a retention so that nobody can lift it",
  ],
]);

describe("a platform's own store that is not locked yet", () => {
  const own = (changes: Changes): PolicyResource => ({
    ...of(azureStorage, { "immutableStorageWithVersioning.immutabilityPolicy.state": "Unlocked", ...changes }),
    id: "urn:pulumi:prod::palisade::palisade:audit:AuditStore$azure-native:storage:StorageAccount::main",
  });

  test("is judged by audit-store-locked and audit-chain, but for its days", () => {
    expect(judge(objectLockRetention, own({}))).toEqual([]);
    const days = "immutableStorageWithVersioning.immutabilityPolicy.immutabilityPeriodSinceCreationInDays";
    expect(judge(objectLockRetention, own({ [days]: 7 }))).toEqual([
      "azure-native:storage:StorageAccount main is not locked for 90 days or more; allowed: a retention for 90 days or more",
    ]);
  });
});
