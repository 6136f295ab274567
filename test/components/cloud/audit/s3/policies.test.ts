import { describe, expect, it } from "vitest";
import { ALARMS, eventPattern, topicPolicy } from "../../../../../components/cloud/audit/s3/alarmPatterns.ts";
import { bucketPolicy, logsPolicy } from "../../../../../components/cloud/audit/s3/bucketPolicy.ts";
import { keyPolicy } from "../../../../../components/cloud/audit/s3/keyPolicy.ts";
import type { S3Plan, Statement } from "../../../../../components/cloud/audit/s3/plan.ts";
import { lifecycle, lockSettings, replicationRights } from "../../../../../components/cloud/audit/s3/settings.ts";
import { placeStore } from "../../../../../components/cloud/audit/location.ts";
import { cloudOf, storeWith } from "../fixture.ts";

function planOf(change: Readonly<Record<string, unknown>> = {}, plan: Partial<S3Plan> = {}): S3Plan {
  const placed = placeStore(storeWith("s3", change), cloudOf("s3"));
  if (placed?.kind !== "s3") throw new Error("not in S3");
  return { ...placed, writers: "222233334444", retention: { mode: "COMPLIANCE", days: 365 }, ...plan };
}

const SAME: Readonly<Record<string, unknown>> = { account: undefined };
const bySid = (statements: readonly Statement[], sid: string): Statement | undefined => statements.find(({ Sid }) => Sid === sid);
const BREAK_GLASS = ["arn:aws:iam::444455556666:role/break-glass"];
const everything = ["arn:aws:s3:::agents-audit", "arn:aws:s3:::agents-audit/*"];

describe("the policy of the bucket", () => {
  const policy = bucketPolicy(planOf());

  it("refuses plain HTTP, and TLS older than 1.2", () => {
    expect(bySid(policy, "TlsOnly")).toEqual({
      Sid: "TlsOnly",
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: everything,
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    });
    expect(bySid(policy, "Tls12OrNewer")?.Condition).toEqual({ NumericLessThan: { "s3:TlsVersion": "1.2" } });
  });

  it("[P-78] denies deletion, unlocking and every change of settings to everybody but break-glass", () => {
    expect(bySid(policy, "KeepObjects")).toEqual({
      Sid: "KeepObjects",
      Effect: "Deny",
      Principal: "*",
      Action: [
        "s3:BypassGovernanceRetention",
        "s3:DeleteObject",
        "s3:DeleteObjectVersion",
        "s3:PutBucketObjectLockConfiguration",
        "s3:PutObjectLegalHold",
        "s3:PutObjectRetention",
      ],
      Resource: everything,
      Condition: { ArnNotEquals: { "aws:PrincipalArn": BREAK_GLASS } },
    });
    expect(bySid(policy, "KeepSettings")?.Action).toEqual(
      expect.arrayContaining([
        "s3:DeleteBucketPolicy",
        "s3:PutBucketPolicy",
        "s3:PutBucketVersioning",
        "s3:PutLifecycleConfiguration",
      ]),
    );
    expect(bySid(policy, "KeepSettings")?.Condition).toEqual({ ArnNotEquals: { "aws:PrincipalArn": BREAK_GLASS } });
  });

  it("leaves encryption to the bucket: an upload that names its own is refused", () => {
    const conditions = policy.filter(({ Sid }) => Sid.startsWith("NoOwnEncryption")).map(({ Condition }) => Condition);
    expect(conditions).toEqual([
      { Null: { "s3:x-amz-server-side-encryption": "false" } },
      { Null: { "s3:x-amz-server-side-encryption-aws-kms-key-id": "false" } },
      { Null: { "s3:x-amz-server-side-encryption-customer-algorithm": "false" } },
    ]);
  });

  it("refuses an upload that asks for less than the bucket's lock", () => {
    expect(bySid(policy, "NoWeakerMode")?.Condition).toEqual({
      StringNotEquals: { "s3:object-lock-mode": ["COMPLIANCE"] },
      Null: { "s3:object-lock-mode": "false" },
    });
    expect(bySid(policy, "NoShorterLock")?.Condition).toEqual({
      NumericLessThan: { "s3:object-lock-remaining-retention-days": "365" },
    });
  });

  it("lets the account of the writers add objects below the prefix, and nothing else, where it is another", () => {
    expect(policy.filter(({ Effect }) => Effect === "Allow")).toEqual([
      {
        Sid: "WritersAppend",
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::222233334444:root" },
        Action: "s3:PutObject",
        Resource: "arn:aws:s3:::agents-audit/audit/gateway/*",
      },
    ]);
    expect(bucketPolicy(planOf(SAME)).filter(({ Effect }) => Effect === "Allow")).toEqual([]);
  });

  it("of a stack that locks nothing can be taken down, and then the bucket", () => {
    const open = bucketPolicy(planOf({ ...SAME, breakGlass: [] }, { retention: { mode: "none" } }));
    expect(open.map(({ Sid }) => Sid)).toEqual([
      "TlsOnly",
      "Tls12OrNewer",
      "KeepObjects",
      "NoOwnEncryptionMethod",
      "NoOwnEncryptionKey",
      "NoOwnEncryptionCustomerKey",
    ]);
  });
});

describe("the policy of the key", () => {
  const policy = keyPolicy(planOf());

  it("gives nobody every action, and the end of the key to break-glass alone", () => {
    expect(policy.flatMap(({ Action }) => Action).filter((action) => action.includes("*"))).toEqual([]);
    const end = ["kms:DeleteImportedKeyMaterial", "kms:DisableKey", "kms:DisableKeyRotation", "kms:ScheduleKeyDeletion"];
    expect(bySid(policy, "EndByNobodyElse")).toEqual({
      Sid: "EndByNobodyElse",
      Effect: "Deny",
      Principal: "*",
      Action: end,
      Resource: "*",
      Condition: { ArnNotEquals: { "aws:PrincipalArn": BREAK_GLASS } },
    });
    expect(bySid(policy, "AdministerByAccount")?.Action).not.toEqual(expect.arrayContaining(end));
  });

  it("lets writers encrypt through S3 for this bucket, and not read", () => {
    expect(bySid(policy, "WritersEncrypt")).toEqual({
      Sid: "WritersEncrypt",
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::222233334444:root" },
      Action: ["kms:GenerateDataKey"],
      Resource: "*",
      Condition: {
        StringEquals: {
          "kms:ViaService": "s3.eu-central-1.amazonaws.com",
          "kms:EncryptionContext:aws:s3:arn": "arn:aws:s3:::agents-audit",
          "kms:CallerAccount": "222233334444",
        },
      },
    });
    const readers = policy.filter(({ Action }) => Action.includes("kms:Decrypt")).map(({ Sid, Principal }) => [Sid, Principal]);
    expect(readers).toEqual([
      ["ReadersDecrypt", { AWS: "arn:aws:iam::444455556666:root" }],
      ["AlarmsEncrypt", { Service: "events.amazonaws.com" }],
    ]);
  });

  it("can end with a stack that locks nothing", () => {
    const open = keyPolicy(planOf({ ...SAME, breakGlass: [], alertEmails: [] }));
    expect(open.map(({ Sid }) => Sid)).toEqual(["AdministerByAccount", "EndByAccount", "WritersEncrypt", "ReadersDecrypt"]);
  });
});

describe("settings", () => {
  it("lock by the profile's retention, or not at all", () => {
    expect(lockSettings(planOf())?.rule).toEqual({ defaultRetention: { mode: "COMPLIANCE", days: 365 } });
    expect(lockSettings(planOf({}, { retention: { mode: "none" } }))).toBeUndefined();
  });

  it("expire nothing unless the stack says so, and then after the lock", () => {
    expect(JSON.stringify(lifecycle(planOf()))).not.toContain("xpiration");
    expect(lifecycle(planOf({ deleteAfterDays: 400 })).rules).toMatchObject([{ expiration: { days: 400 } }]);
  });

  it("copy without a right to delete", () => {
    const copy = { bucket: "agents-copy", accountId: "777788889999", keyArn: "arn:aws:kms:eu-west-1:777788889999:key/1-2" };
    const rights = replicationRights(planOf(), copy);
    expect(rights).not.toMatch(/Delete|\*"\]|"Action":"/);
    expect(rights).toContain('"arn:aws:s3:::agents-copy/*"');
  });

  it("let S3 and CloudTrail alone write logs, for this bucket and this trail", () => {
    const allowed = logsPolicy(planOf()).filter(({ Effect }) => Effect === "Allow");
    expect(allowed.map(({ Principal, Action, Resource }) => [Principal, Action, Resource])).toEqual([
      [{ Service: "logging.s3.amazonaws.com" }, "s3:PutObject", "arn:aws:s3:::agents-audit-access-logs/access/*"],
      [{ Service: "cloudtrail.amazonaws.com" }, "s3:GetBucketAcl", "arn:aws:s3:::agents-audit-access-logs"],
      [{ Service: "cloudtrail.amazonaws.com" }, "s3:PutObject", "arn:aws:s3:::agents-audit-access-logs/AWSLogs/444455556666/*"],
    ]);
    expect(allowed[0]?.Condition).toEqual({
      ArnEquals: { "aws:SourceArn": "arn:aws:s3:::agents-audit" },
      StringEquals: { "aws:SourceAccount": "444455556666" },
    });
  });
});

describe("alarms", () => {
  it.each([
    ["bucket", "s3.amazonaws.com", "PutBucketObjectLockConfiguration"],
    ["key", "kms.amazonaws.com", "ScheduleKeyDeletion"],
    ["trail", "cloudtrail.amazonaws.com", "StopLogging"],
    ["rules", "events.amazonaws.com", "DisableRule"],
    ["topic", "sns.amazonaws.com", "Unsubscribe"],
  ] as const)("tell of calls on the %s", (alarm, source, name) => {
    expect(JSON.parse(eventPattern(alarm, planOf()))).toMatchObject({
      detail: { eventSource: [source], eventName: expect.arrayContaining([name]) as unknown },
    });
  });

  it("are published by their own rules only", () => {
    expect(topicPolicy(planOf())[0]?.Condition).toEqual({
      ArnEquals: {
        "aws:SourceArn": ALARMS.map((alarm) => `arn:aws:events:eu-central-1:444455556666:rule/agents-audit-${alarm}`),
      },
    });
  });
});
