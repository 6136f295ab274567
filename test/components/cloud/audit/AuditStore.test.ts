import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runPreview } from "../../../../tools/engine/preview.ts";
import { recordedProgram } from "../../../support/recordedProgram.ts";
import { judgeRecord } from "../../../support/judgeRecord.ts";

const cwd = join(import.meta.dirname, "program");

/** Made last, so that it denies nothing that still has to be made. */
const names = (
  resources: readonly { readonly name: string; readonly urn: string }[],
  urns: readonly string[],
): readonly string[] => resources.filter(({ urn }) => urns.includes(urn)).map(({ name }) => name);

describe("in S3, locked, in an account of its own", () => {
  const program = recordedProgram(cwd, "s3-prod");
  const inputs = (name: string) => program.resource(name).inputs;

  it("[P-89] [P-77] can lock from its creation and locks every object for a year that nobody ends", () => {
    expect(inputs("audit-bucket")).toMatchObject({ bucket: "agents-audit", objectLockEnabled: true, forceDestroy: false });
    expect(inputs("audit-lock")).toEqual({
      bucket: "agents-audit",
      objectLockEnabled: "Enabled",
      rule: { defaultRetention: { mode: "COMPLIANCE", days: 365 } },
    });
    expect(inputs("audit-bucket-versioning")).toMatchObject({ versioningConfiguration: { status: "Enabled" } });
  });

  it("knows every policy before anything exists", () => {
    for (const [name, field] of [
      ["audit-policy", "policy"],
      ["audit-logs-policy", "policy"],
      ["audit-key", "policy"],
      ["audit-alarms-policy", "policy"],
      ["audit-replication-rights", "policy"],
    ] as const) {
      expect(JSON.parse(inputs(name)[field] as string)).toMatchObject({ Version: "2012-10-17" });
    }
  });

  it("makes the policy that denies changes after everything that it denies", () => {
    const before = names(program.resources(), program.resource("audit-policy").dependsOn);
    expect(before).toEqual(
      expect.arrayContaining([
        "audit-lock",
        "audit-encryption",
        "audit-lifecycle",
        "audit-access-logs",
        "audit-bucket-versioning",
        "audit-bucket-public-access",
        "audit-replication",
      ]),
    );
  });

  it("keeps bucket, key, lock and policy: protected, and left behind when a stack is taken down", () => {
    const kept = program.resources().filter(({ protect }) => protect === true);
    expect(kept.map(({ name }) => name)).toEqual(["audit-key", "audit-bucket", "audit-logs", "audit-lock", "audit-policy"]);
    expect(kept.every(({ retainOnDelete }) => retainOnDelete === true)).toBe(true);
  });

  it("belongs to the other account, whole", () => {
    const made = program.resources().filter(({ type }) => type.startsWith("aws:"));
    expect([...new Set(made.map(({ provider }) => provider?.includes("audit-account-provider")))]).toEqual([true]);
    expect(inputs("audit-account-provider")).toMatchObject({ allowedAccountIds: '["444455556666"]' });
  });

  it("sends access logs to a second bucket without a lock", () => {
    expect(inputs("audit-access-logs")).toMatchObject({ bucket: "agents-audit", targetBucket: "agents-audit-access-logs" });
    expect(inputs("audit-logs")).not.toHaveProperty("objectLockEnabled");
    expect(inputs("audit-logs-encryption")).toMatchObject({
      rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }],
    });
  });

  it("waits thirty days before a key is gone", () => {
    expect(inputs("audit-key")).toMatchObject({ deletionWindowInDays: 30, enableKeyRotation: true });
  });
});

describe("in Google Cloud, locked, in a project of its own", () => {
  const program = recordedProgram(cwd, "gcs-prod");
  const inputs = (name: string) => program.resource(name).inputs;

  it("[P-92] has a locked retention policy and no versioning", () => {
    expect(inputs("audit-bucket")).toMatchObject({
      name: "agents-audit",
      location: "EUR4",
      retentionPolicy: { retentionPeriod: "31536000", isLocked: true },
      uniformBucketLevelAccess: true,
      publicAccessPrevention: "enforced",
      deletionPolicy: "ABANDON",
      logging: { logBucket: "agents-audit-access-logs" },
    });
    expect(inputs("audit-bucket")).not.toHaveProperty("versioning");
  });

  it("cannot be deleted with its project, and denies its end to everybody but break-glass, last of all", () => {
    expect(inputs("audit-lien")).toMatchObject({
      parent: "projects/444455556666",
      restrictions: ["resourcemanager.projects.delete"],
    });
    expect(inputs("audit-denials")).toMatchObject({
      rules: [
        {
          denyRule: {
            deniedPrincipals: ["principalSet://goog/public:all"],
            exceptionPrincipals: ["principal://goog/subject/break-glass@agents.internal"],
            deniedPermissions: expect.arrayContaining(["storage.googleapis.com/objects.delete"]) as unknown,
          },
        },
      ],
    });
    expect(names(program.resources(), program.resource("audit-denials").dependsOn)).toContain("audit-bucket");
  });

  it("has its key in the same place, renewed, and thirty days before it is gone", () => {
    expect(inputs("audit-key-ring")).toMatchObject({ location: "eur4" });
    expect(inputs("audit-key")).toMatchObject({ destroyScheduledDuration: "2592000s", rotationPeriod: "7776000s" });
  });
});

describe("in Azure, locked, in a subscription of its own", () => {
  const program = recordedProgram(cwd, "azureBlob-prod");
  const inputs = (name: string) =>
    program.resources().find((one) => one.name === name && !one.type.startsWith("palisade:"))?.inputs;

  it("[P-95] makes versions immutable for a year, locked in the second phase, and answers on no public address", () => {
    expect(inputs("audit-account")).toMatchObject({
      accountName: "agentsaudit",
      immutableStorageWithVersioning: {
        enabled: true,
        immutabilityPolicy: { immutabilityPeriodSinceCreationInDays: 365, allowProtectedAppendWrites: false, state: "Locked" },
      },
      publicNetworkAccess: "Disabled",
      allowSharedKeyAccess: false,
      allowBlobPublicAccess: false,
      minimumTlsVersion: "TLS1_2",
      networkRuleSet: { defaultAction: "Deny", bypass: "None" },
      sku: { name: "Standard_GZRS" },
    });
    expect(inputs("audit-blobs")).toMatchObject({ isVersioningEnabled: true });
    expect(inputs("audit-endpoint")).toMatchObject({ privateLinkServiceConnections: [{ groupIds: ["blob"] }] });
  });

  it("keeps its key where nobody purges it", () => {
    expect(inputs("audit-vault")).toMatchObject({
      properties: { enablePurgeProtection: true, softDeleteRetentionInDays: 90, enableRbacAuthorization: true },
    });
  });

  it("lets break-glass alone take the lock of administration away", () => {
    expect(inputs("audit-no-delete")).toMatchObject({ level: "CanNotDelete" });
    expect(inputs("audit-break-glass")).toMatchObject({
      permissions: [{ actions: expect.arrayContaining(["Microsoft.Authorization/locks/delete"]) as unknown }],
    });
  });

  it("sends logs to an account that is not locked, which Azure's services may write to", () => {
    expect(inputs("audit-logs")).toMatchObject({
      accountName: "agentsauditlogs",
      networkRuleSet: { defaultAction: "Deny", bypass: "AzureServices" },
    });
    expect(inputs("audit-logs")).not.toHaveProperty("immutableStorageWithVersioning");
  });
});

describe.each(["s3", "gcs", "azureBlob"] as const)("in dev: %s", (store) => {
  const program = recordedProgram(cwd, `${store}-dev`);

  it("locks nothing, keeps nothing, and is in the stack's own account", () => {
    const all = JSON.stringify(program.resources());
    expect(all).not.toMatch(/COMPLIANCE|GOVERNANCE|retentionPolicy|"immutabilityPolicy"|CanNotDelete|isLocked/);
    expect(program.resources().filter(({ protect, retainOnDelete }) => protect === true || retainOnDelete === true)).toEqual([]);
    expect(program.resources().filter(({ type }) => type === "palisade:cloud:Account")).toHaveLength(1);
  });
});

describe("the pack", () => {
  it.each(["s3-prod", "gcs-prod", "azureBlob-prod"])("finds nothing in %s, and nothing that is not known", async (stack) => {
    const result = await runPreview({ cwd, stack });
    if ("error" in result) throw new Error(result.error.message);
    const { results } = judgeRecord(result.record, "prod");
    const wrong = results.filter(({ verdict, rule }) => ["fail", "unknown"].includes(verdict) && rule !== "waiver-unused");
    expect(wrong.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
  });
});
