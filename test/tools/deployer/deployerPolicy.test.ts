import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { AWS_ACTIONS } from "../../../tools/deployer/awsActions.ts";
import { AZURE_ACTIONS } from "../../../tools/deployer/azureActions.ts";
import { deployerPolicies, shortType } from "../../../tools/deployer/deployerPolicy.ts";
import { GCP_PERMISSIONS } from "../../../tools/deployer/gcpPermissions.ts";
import { recordOf } from "../recordOf.ts";

const TABLES = { aws: AWS_ACTIONS, gcp: GCP_PERMISSIONS, "azure-native": AZURE_ACTIONS };

/** `aws s3/bucket` of every class of a provider that the program imports, but not of its providers and functions. */
const imported = [
  ...new Set(
    ["components", "bootstrap"]
      .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => join(folder, file)))
      .filter((file) => file.endsWith(".ts"))
      .flatMap((file) => [
        ...readFileSync(file, "utf8").matchAll(/^import \{[^}]*\} from "@pulumi\/(aws|gcp|azure-native)\/(\w+)\/(\w+)\.js"/gm),
      ])
      .map(([, sdk = "", module = "", file = ""]) => [sdk, module, file].join(" ")),
  ),
].filter((name) => !/ (get|list)[A-Z]/.test(name));

describe("the tables", () => {
  it.each(imported)("know what %s takes", (name) => {
    const [sdk = "", module = "", file = ""] = name.split(" ");
    const wanted = `${module}${sdk === "azure-native" ? ":" : "/"}${file}`.toLowerCase();
    expect(Object.keys(TABLES[sdk as keyof typeof TABLES]).map((type) => type.toLowerCase())).toContain(wanted);
  });

  it("name every action in full", () => {
    const actions = Object.values(TABLES).flatMap((table) => Object.values(table).flat());
    expect(actions.filter((action) => action.includes("*"))).toEqual([]);
  });
});

describe("shortType", () => {
  it.each([
    ["aws:s3/bucket:Bucket", "s3/bucket"],
    ["gcp:projects/iAMCustomRole:IAMCustomRole", "projects/iAMCustomRole"],
    ["azure-native:storage:StorageAccount", "storage:StorageAccount"],
  ])("shortens %s", (type, short) => {
    expect(shortType(type)).toBe(short);
  });
});

describe("deployerPolicies", () => {
  it("holds AWS actions to buckets and roles by name, and everything else to the region", () => {
    const record = recordOf([
      ["pulumi:providers:aws", { region: "eu-central-1" }],
      ["aws:s3/bucketVersioning:BucketVersioning", { bucket: "acme-audit" }],
      ["aws:s3/bucket:Bucket", { bucket: "acme-audit" }],
      ["aws:iam/role:Role", { name: "prod-gateway" }],
      ["aws:ec2/natGateway:NatGateway", {}],
    ]);
    const [policy, ...others] = deployerPolicies(record);
    expect(others).toEqual([]);
    const { Statement } = policy?.document as { Statement: readonly Record<string, unknown>[] };
    expect(Statement.map(({ Resource, Condition }) => [Resource, Condition])).toEqual([
      [["*"], { StringEquals: { "aws:RequestedRegion": ["eu-central-1"] } }],
      [
        ["arn:aws:iam::*:role/prod-gateway", "arn:aws:iam::*:oidc-provider/*", "arn:aws:iam::*:role/aws-service-role/*"],
        undefined,
      ],
      [["arn:aws:s3:::acme-audit"], undefined],
    ]);
    expect(Statement[0]?.["Action"]).toEqual([
      "ec2:CreateNatGateway",
      "ec2:CreateTags",
      "ec2:DeleteNatGateway",
      "ec2:DeleteTags",
      "ec2:DescribeNatGateways",
      "ec2:DescribeTags",
    ]);
  });

  it("names no bucket where one of them has no name yet", () => {
    const record = recordOf([["aws:s3/bucket:Bucket", { bucket: { $unknown: true } }]]);
    expect(deployerPolicies(record)[0]?.document).toMatchObject({ Statement: [{ Resource: ["*"] }] });
  });

  it("lists permissions of Google Cloud and actions of Azure, each once and in order", () => {
    const record = recordOf([
      ["gcp:kms/keyRing:KeyRing", {}],
      ["gcp:kms/keyRingIAMMember:KeyRingIAMMember", {}],
      ["gcp:kms/keyRing:KeyRing", {}],
      ["azure-native:keyvault:Key", {}],
    ]);
    expect(deployerPolicies(record).map(({ document }) => document)).toEqual([
      {
        permissions: [
          "cloudkms.keyRings.create",
          "cloudkms.keyRings.get",
          "cloudkms.keyRings.getIamPolicy",
          "cloudkms.keyRings.setIamPolicy",
        ],
      },
      { actions: ["Microsoft.KeyVault/vaults/keys/read", "Microsoft.KeyVault/vaults/keys/write"], dataActions: [] },
    ]);
  });

  it("says which types no table knows, and nothing of stacks without a cloud", () => {
    expect(deployerPolicies(recordOf([["aws:lambda/function:Function", {}]]))[0]?.unknownTypes).toEqual([
      "aws:lambda/function:Function",
    ]);
    expect(deployerPolicies(recordOf([["kubernetes:core/v1:Namespace", {}]]))).toEqual([]);
  });
});
