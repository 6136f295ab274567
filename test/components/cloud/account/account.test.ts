import { describe, expect, it } from "vitest";
import { awsProvider, azureProvider, gcpProvider } from "../../../../components/cloud/account/provider.ts";
import { tagsOf } from "../../../../components/cloud/account/tags.ts";

const owned = { owner: "platform", tags: { "cost-center": "4711", owner: "somebody-else" } };
const aws = { provider: "aws" as const, accountId: "222233334444", region: "eu-central-1", ...owned };
const gcp = {
  provider: "gcp" as const,
  projectId: "agents-prod",
  projectNumber: "123456789012",
  region: "europe-west3",
  ...owned,
};
const azure = {
  provider: "azure" as const,
  subscriptionId: "5b6f7a1e-0000-4000-8000-000000000001",
  tenantId: "5b6f7a1e-0000-4000-8000-000000000002",
  region: "germanywestcentral",
  ...owned,
};

describe("the provider of an account", () => {
  it("[P-86] touches one AWS account only, with the shell's credentials or with a role", () => {
    expect(awsProvider(aws)).toEqual({ region: "eu-central-1", allowedAccountIds: ["222233334444"] });
    const assumeRole = "arn:aws:iam::222233334444:role/palisade-deploy";
    expect(awsProvider({ ...aws, assumeRole })).toEqual({
      region: "eu-central-1",
      allowedAccountIds: ["222233334444"],
      assumeRoles: [{ roleArn: assumeRole, sessionName: "palisade" }],
    });
  });

  it("[P-86] works in one Google Cloud project, billed to it", () => {
    expect(gcpProvider(gcp)).toEqual({
      project: "agents-prod",
      region: "europe-west3",
      billingProject: "agents-prod",
      userProjectOverride: true,
    });
  });

  it("[P-86] works in one Azure subscription of one tenant", () => {
    expect(azureProvider(azure)).toEqual({
      subscriptionId: azure.subscriptionId,
      tenantId: azure.tenantId,
      location: "germanywestcentral",
    });
  });
});

describe("tags", () => {
  it.each([aws, gcp, azure])("of $provider name owner, stack and data class, which a stack file cannot replace", (cloud) => {
    expect(tagsOf({ cloud, stack: "prod", dataClass: "audit" })).toEqual({
      "cost-center": "4711",
      owner: "platform",
      stack: "prod",
      "data-class": "audit",
      "managed-by": "pulumi",
    });
  });
});
