import { describe, expect, it } from "vitest";
import { auditProblems } from "../../../../components/cloud/audit/problems.ts";
import type { Profile } from "../../../../components/config/profiles.ts";
import { LAYERS, type Layer } from "../../../../components/config/scope.ts";
import { describeProblem } from "../../../../components/shared/problem.ts";
import { cloudOf, storeWith, type StoreName } from "./fixture.ts";

function messages(name: StoreName, change: Readonly<Record<string, unknown>> = {}, profile: Profile = "prod"): readonly string[] {
  return auditProblems(storeWith(name, change), cloudOf(name), { profile, layers: LAYERS }).map(describeProblem);
}

describe("a good store", () => {
  it.each(["s3", "gcs", "azureBlob"] as const)("has no problem: %s", (name) => {
    expect(messages(name)).toEqual([]);
  });

  it.each(["s3", "gcs", "azureBlob"] as const)("locks nothing in dev and needs nobody for it: %s", (name) => {
    expect(messages(name, { confirmIrreversible: undefined, breakGlass: [], alertEmails: [], phase: undefined }, "dev")).toEqual(
      [],
    );
  });
});

describe("a bad one", () => {
  it.each([
    [
      "s3",
      { breakGlass: ["arn:aws:iam::444455556666:role/*"] },
      'palisade:audit.breakGlass: was "arn:aws:iam::444455556666:role/*"; s3 knows a principal by the ARN of a role, without wildcards; name the principal exactly',
    ],
    [
      "gcs",
      { breakGlass: ["user:jane@agents.internal"] },
      'palisade:audit.breakGlass: was "user:jane@agents.internal"; gcs knows a principal by a name like principal://goog/subject/jane@example.com, without wildcards; name the principal exactly',
    ],
    [
      "azureBlob",
      { breakGlass: ["jane@agents.internal"] },
      'palisade:audit.breakGlass: was "jane@agents.internal"; azureBlob knows a principal by the object id of a user or group, without wildcards; name the principal exactly',
    ],
    [
      "s3",
      { breakGlass: [] },
      "palisade:audit.breakGlass: was empty; a locked store names who may change its settings, because everybody else is denied; name at least one",
    ],
    [
      "gcs",
      { alertEmails: [] },
      "palisade:audit.alertEmails: was empty; somebody is told of every attempt to delete or unlock; name at least one",
    ],
    [
      "s3",
      { account: { accountId: "444455556666", assumeRole: "arn:aws:iam::222233334444:role/palisade" } },
      "palisade:audit.account.assumeRole: was arn:aws:iam::222233334444:role/palisade; a role of account 444455556666; name a role of that account",
    ],
    [
      "s3",
      {
        replication: { bucket: "agents-audit", accountId: "777788889999", keyArn: "arn:aws:kms:eu-west-1:777788889999:key/1234" },
      },
      "palisade:audit.replication.bucket: was agents-audit; a copy is in another bucket; name the other bucket",
    ],
  ] as const)("%s %j", (name, change, message) => {
    expect(messages(name, change)).toEqual([message]);
  });

  it("names the stack's own account as another one", () => {
    const account = { projectId: "agents-prod", projectNumber: "123456789012" };
    const confirmIrreversible = { account: "agents-prod", bucket: "agents-audit", retentionDays: 365, mode: "COMPLIANCE" };
    expect(messages("gcs", { account, confirmIrreversible })).toEqual([
      "palisade:audit.account: was agents-prod, the account of the workloads; an account of its own is another one; name the other account, or remove the key",
    ]);
  });

  it("locks for good on Azure what may still be lifted, or nothing at all", () => {
    const staging = { confirmIrreversible: undefined };
    expect(messages("azureBlob", staging, "staging")).toEqual([
      "palisade:audit.phase: was locked with GOVERNANCE; only COMPLIANCE is locked for good; set phase to unlocked, or retention.mode to COMPLIANCE",
    ]);
    expect(messages("azureBlob", staging, "dev")).toEqual([
      "palisade:audit.phase: was locked with no retention; only COMPLIANCE is locked for good; set phase to unlocked",
    ]);
  });

  it("is unlocked on Azure only until there are services", () => {
    const unlocked = storeWith("azureBlob", { phase: "unlocked" });
    const at = (...layers: readonly Layer[]): readonly string[] =>
      auditProblems(unlocked, cloudOf("azureBlob"), { profile: "prod", layers }).map(describeProblem);
    expect(at("audit", "cloud")).toEqual([]);
    expect(at("audit", "cloud", "platform")).toEqual([]);
    expect(at(...LAYERS)).toEqual([
      "palisade:audit.phase: was unlocked in a stack with services; they write evidence only where nobody can lift its lock; deploy it with palisade:scope.layers [audit, cloud], then set it to locked",
    ]);
  });

  it("gives two projects one number", () => {
    const account = { projectId: "agents-audit", projectNumber: "123456789012" };
    expect(messages("gcs", { account })).toEqual([
      "palisade:audit.account.projectNumber: was 123456789012, the number of agents-prod too; every project has a number of its own; set the number that gcloud projects describe agents-audit shows",
    ]);
  });

  it("is in another cloud than the stack, or in none", () => {
    expect(auditProblems(storeWith("s3"), cloudOf("gcs"), { profile: "prod", layers: LAYERS }).map(describeProblem)).toEqual([
      "palisade:audit.store: was s3 in gcp; s3 is a store of aws; set palisade:cloud to aws, or choose the store of your cloud",
    ]);
    expect(auditProblems(storeWith("azureBlob"), undefined, { profile: "prod", layers: LAYERS }).map(describeProblem)).toEqual([
      "palisade:audit.store: was azureBlob without palisade:cloud; azureBlob is a store of azure; set palisade:cloud to azure, or choose the store of your cloud",
    ]);
  });
});
