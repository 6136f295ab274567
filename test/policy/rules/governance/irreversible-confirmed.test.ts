import { describe, expect, test } from "vitest";
import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { irreversibleConfirmed } from "../../../../policy/rules/governance/irreversible-confirmed.ts";
import { azureStorage, bucketLock, gcpBucket } from "../../fixtures/cloud.ts";
import { judge, NOT_APPLICABLE } from "../cases.ts";
import { of } from "../cloud/cloudCases.ts";

const STORE = "urn:pulumi:prod::palisade::palisade:platform:Platform$palisade:audit:AuditStore$aws:s3/bucket:Bucket::audit";

describe("irreversible-confirmed [P-78]", () => {
  test.each([bucketLock, gcpBucket, azureStorage])("refuses a lock that nobody confirmed: $type", (fixture) => {
    expect(judge(irreversibleConfirmed, of(fixture))).toEqual([
      `${fixture.type} main is locked so that nobody can lift it; allowed: after a confirmation`,
    ]);
  });

  test("passes what the parameter names, and what the audit store makes", () => {
    expect(judge(irreversibleConfirmed, of(bucketLock), { confirmed: ["main"] })).toEqual([]);
    expect(judge(irreversibleConfirmed, { ...of(bucketLock), id: STORE })).toEqual([]);
  });

  test("says nothing of locks that can be lifted, or of none", () => {
    const governance = of(bucketLock, { "rule.defaultRetention.mode": "GOVERNANCE" });
    expect(judge(irreversibleConfirmed, governance)).toEqual([NOT_APPLICABLE]);
    expect(judge(irreversibleConfirmed, of(gcpBucket, { retentionPolicy: undefined }))).toEqual([NOT_APPLICABLE]);
  });

  test("cannot judge a mode that is not known", () => {
    expect(judge(irreversibleConfirmed, of(bucketLock, { "rule.defaultRetention.mode": UNKNOWN }))).toEqual([
      "unknown: aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration main is locked so that nobody can lift it; allowed: after a confirmation",
    ]);
  });
});
