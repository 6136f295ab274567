import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { objectLockRetention } from "../../../../policy/rules/cloud/object-lock-retention.ts";
import { azureStorage, bucketLock, gcpBucket } from "../../fixtures/cloud.ts";
import { NOT_APPLICABLE } from "../cases.ts";
import { cloudCases } from "./cloudCases.ts";

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
