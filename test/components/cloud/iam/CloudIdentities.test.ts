import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { recordedProgram } from "../../../support/recordedProgram.ts";

const { resource, resources, below } = recordedProgram(join(import.meta.dirname, "program"), "cases");

const sorted = (parent: string): readonly string[] => below(parent).sort();

const BINDING = "gateway-precinct-gateway";

describe("CloudIdentities", () => {
  it("makes a role, its rights and an association for one ServiceAccount of EKS", () => {
    expect(sorted(`aws-${BINDING}`)).toEqual([
      `PodIdentityAssociation aws-${BINDING}-association`,
      `Role aws-${BINDING}-role`,
      `RolePolicy aws-${BINDING}-policy`,
    ]);
    expect(resource(`aws-${BINDING}-association`).inputs).toMatchObject({
      clusterName: "prod",
      namespace: "gateway",
      serviceAccount: "precinct-gateway",
      roleArn: "arn:aws:iam::123456789012:role/prod-gateway-precinct-gateway",
    });
    expect(resource("aws-gateway-service-account").inputs).not.toHaveProperty("metadata.annotations");
  });

  it("annotates the ServiceAccount, and makes no association, where IRSA is chosen [P-80] [P-87]", () => {
    expect(sorted(`irsa-${BINDING}`)).toEqual([`Role irsa-${BINDING}-role`, `RolePolicy irsa-${BINDING}-policy`]);
    expect(resource("irsa-gateway-service-account").inputs).toMatchObject({
      metadata: {
        annotations: { "eks.amazonaws.com/role-arn": "arn:aws:iam::123456789012:role/prod-gateway-precinct-gateway" },
      },
    });
  });

  it("binds the principal of GKE on the one resource of each statement, by a custom role [P-91]", () => {
    expect(sorted(`gcp-${BINDING}`)).toEqual([
      `BucketIAMMember gcp-${BINDING}-binding-0`,
      `IAMCustomRole gcp-${BINDING}-role-0`,
      `IAMCustomRole gcp-${BINDING}-role-1`,
      `KeyRingIAMMember gcp-${BINDING}-binding-1`,
    ]);
    expect(resource(`gcp-${BINDING}-role-0`).inputs).toMatchObject({ permissions: ["storage.objects.create"] });
    expect(resource(`gcp-${BINDING}-binding-0`).inputs).toMatchObject({
      bucket: "acme-audit",
      role: "projects/acme-prod/roles/palisade_prod_gateway_precinct_gateway_0",
      condition: { title: "below-prefix" },
    });
    expect(resource(`gcp-${BINDING}-binding-1`).inputs).toMatchObject({
      keyRingId: "projects/acme-prod/locations/europe-west3/keyRings/spire",
    });
  });

  it("federates a managed identity of AKS, and assigns roles of data actions on one scope each [P-94]", () => {
    expect(sorted(`azure-${BINDING}`)).toEqual([
      `FederatedIdentityCredential azure-${BINDING}-credential`,
      `RoleAssignment azure-${BINDING}-0-assignment`,
      `RoleAssignment azure-${BINDING}-1-assignment`,
      `RoleDefinition azure-${BINDING}-0-role`,
      `RoleDefinition azure-${BINDING}-1-role`,
      `UserAssignedIdentity azure-${BINDING}-identity`,
    ]);
    expect(resource(`azure-${BINDING}-0-role`).inputs).toMatchObject({
      roleName: "prod azure-gateway-precinct-gateway-0",
      permissions: [{ actions: [], dataActions: ["Microsoft.Storage/storageAccounts/blobServices/containers/blobs/add/action"] }],
    });
    expect(resource(`azure-${BINDING}-credential`).inputs).toMatchObject({
      subject: "system:serviceaccount:gateway:precinct-gateway",
      audiences: ["api://AzureADTokenExchange"],
    });
    expect(resource("azure-gateway-service-account").inputs).toMatchObject({
      metadata: { annotations: { "azure.workload.identity/client-id": { $unknown: true } } },
    });
  });

  it("shows every binding in full before anything exists: no document is unknown", () => {
    const bindings = resources().filter(({ type }) => type === "palisade:iam:Binding");
    expect(bindings).toHaveLength(4);
    for (const { inputs, outputs } of bindings) {
      expect(JSON.stringify(inputs)).not.toContain("$unknown");
      expect(outputs).toEqual(inputs);
    }
    const documents = resources().filter(({ type }) => type === "aws:iam/rolePolicy:RolePolicy" || type === "aws:iam/role:Role");
    expect(JSON.stringify(documents)).not.toContain("$unknown");
  });

  it("touches nothing outside the pinned account", () => {
    for (const cloud of ["aws", "gcp", "azure"]) {
      const providers = resources()
        .filter(({ name, custom, type }) => custom && name.startsWith(`${cloud}-${BINDING}`) && !type.startsWith("palisade"))
        .map(({ provider }) => provider?.split("::").at(3));
      expect(new Set(providers)).toEqual(new Set([`${cloud}-account-provider`]));
    }
  });
});
