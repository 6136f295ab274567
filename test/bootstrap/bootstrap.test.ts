import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { ciTrust, stateRights, type AwsBootstrap } from "../../bootstrap/aws/documents.ts";
import { assignments, azureNames, type AzureBootstrap } from "../../bootstrap/azure/names.ts";
import { bootstrapConfig, exampleProblems, subjects } from "../../bootstrap/config.ts";
import { gcpNames, poolProvider, type GcpBootstrap } from "../../bootstrap/gcp/names.ts";
import { describeProblem } from "../../components/shared/problem.ts";
import { AWS, AZURE, GCP } from "../components/cloud/iam/fixture.ts";
import { recordedProgram } from "../support/recordedProgram.ts";

const settings = { name: "acme-palisade", ci: { repository: "acme/palisade", environment: "prod" } };
const aws = bootstrapConfig.parse({ ...settings, cloud: AWS }) as AwsBootstrap;
const gcp = bootstrapConfig.parse({ ...settings, cloud: GCP }) as GcpBootstrap;
const azure = bootstrapConfig.parse({ ...settings, cloud: AZURE }) as AzureBootstrap;

describe("the roles of CI", () => {
  it("are pinned to one repository and its environment, or its pull requests", () => {
    expect(subjects(aws.ci)).toEqual({
      deploy: "repo:acme/palisade:environment:prod",
      preview: "repo:acme/palisade:pull_request",
    });
    const [statement] = ciTrust(aws, "deploy").Statement;
    expect(statement).toEqual({
      Effect: "Allow",
      Principal: { Federated: "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com" },
      Action: "sts:AssumeRoleWithWebIdentity",
      Condition: {
        StringEquals: {
          "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
          "token.actions.githubusercontent.com:sub": "repo:acme/palisade:environment:prod",
        },
      },
    });
    expect(gcpNames(gcp).principals.deploy).toMatch(/\/subject\/repo:acme\/palisade:environment:prod$/);
    expect(poolProvider(gcp).attributeCondition).toBe('assertion.repository == "acme/palisade"');
  });

  it("let a preview look and nothing else", () => {
    const actions = (situation: "deploy" | "preview") =>
      stateRights(aws, situation).Statement.flatMap((statement) => statement["Action"] as readonly string[]);
    expect(actions("preview")).toEqual([
      "s3:GetBucketLocation",
      "s3:ListBucket",
      "s3:GetObject",
      "kms:Decrypt",
      "kms:DescribeKey",
    ]);
    expect(actions("deploy")).toContain("s3:PutObject");
    const [state] = assignments(azure, "preview");
    expect(state?.roleDefinitionId).toMatch(/2a2b9908-6ea1-4ae2-8e65-a410df84e7d1$/);
  });
});

describe("names", () => {
  it("are short enough for Azure", () => {
    const { account, vault, spireVault } = azureNames({ ...azure, name: "a-rather-long-name-" + "x" });
    expect(account).toMatch(/^[a-z0-9]{3,24}$/);
    expect(vault).toMatch(/^[a-z][a-z0-9-]{2,23}$/);
    expect(spireVault).not.toBe(vault);
  });
});

describe("exampleProblems", () => {
  it("finds none in a real configuration", () => {
    expect([aws, gcp, azure].flatMap(exampleProblems)).toEqual([]);
  });

  it.each([
    ["name", { name: "example-palisade" }, 'bootstrap:name: is the example value "example-palisade"'],
    [
      "ci.repository",
      { ci: { ...aws.ci, repository: "example/palisade" } },
      'bootstrap:ci.repository: is the example value "example/palisade"',
    ],
    ["cloud", { cloud: { ...AWS, accountId: "111122223333" } }, 'bootstrap:cloud: is the example value "111122223333"'],
    ["reachableFrom", { reachableFrom: ["203.0.113.0/24"] }, 'bootstrap:reachableFrom: is the example value "203.0.113.0/24"'],
  ])("refuses the shipped %s in a real run", (_key, change, message) => {
    expect(exampleProblems({ ...aws, ...change }).map(describeProblem)).toEqual([
      `${message}; a preview accepts it, a deployment does not; set the value of your own environment`,
    ]);
  });
});

describe.each(["aws", "gcp", "azure"])("bootstrap on %s", (cloud) => {
  const { resources, outputs } = recordedProgram("bootstrap", cloud);

  it("previews offline: keeps state and keys on a destroy, and touches one pinned account", () => {
    const kept = resources().filter(({ protect, retainOnDelete }) => protect && retainOnDelete);
    expect(kept.map(({ type }) => type.split(":").at(-1))).toEqual(
      expect.arrayContaining(
        { aws: ["Bucket", "Key", "Alias"], gcp: ["Bucket", "CryptoKey", "KeyRing"], azure: ["StorageAccount", "Vault", "Key"] }[
          cloud
        ] ?? [],
      ),
    );
    const own = resources().filter(({ custom, type }) => custom && !type.startsWith("pulumi:"));
    expect(own.length).toBeGreaterThan(10);
    expect(own.filter(({ provider }) => provider?.includes("account-provider") !== true)).toEqual([]);
  });

  it("says which of its values are examples, which no real run takes", () => {
    const shared = ["bootstrap:name", "bootstrap:ci.repository", "bootstrap:cloud"];
    expect(outputs()["valuesToSet"]).toEqual(cloud === "azure" ? [...shared, "bootstrap:reachableFrom"] : shared);
  });

  it("keeps old versions of the state, closed to the public", () => {
    const said = JSON.stringify(resources().map(({ inputs }) => inputs));
    const wanted = {
      aws: ['"status":"Enabled"', '"restrictPublicBuckets":true', '"sseAlgorithm":"aws:kms"'],
      gcp: ['"versioning":{"enabled":true}', '"publicAccessPrevention":"enforced"', '"defaultKmsKeyName"'],
      azure: ['"isVersioningEnabled":true', '"allowBlobPublicAccess":false', '"allowSharedKeyAccess":false'],
    }[cloud];
    for (const part of wanted ?? []) expect(said).toContain(part);
  });
});

it("makes nothing where the only argument, --preview, is misspelt", () => {
  const { status, stdout, stderr } = spawnSync("sh", ["tools/bootstrap.sh", "aws", "--prevew"], { encoding: "utf8" });
  expect([status, stdout, stderr]).toEqual([2, "", "ARGS=--preview is the only argument, not: --prevew\n"]);
});
