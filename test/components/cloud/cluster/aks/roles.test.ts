import { describe, expect, it } from "vitest";
import { adminGrants, controlPlaneGrants, diskGrants, roleId } from "../../../../../components/cloud/cluster/aks/roles.ts";
import { aksParts, AZURE } from "./fixture.ts";

const parts = aksParts();
const { names } = parts;

function rights(change: Readonly<Record<string, unknown>> = {}): readonly (readonly [string, string, string])[] {
  const changed = aksParts(change);
  return [...diskGrants(changed), ...controlPlaneGrants(changed)].map(({ identity, role, scope }) => [identity, role, scope]);
}

const EVERY: readonly (readonly [string, string, string])[] = [
  ["disks", "Key Vault Crypto Service Encryption User", `${names.vaultId}/keys/disks`],
  ["control-plane", "Key Vault Crypto User", `${names.vaultId}/keys/secrets`],
  ["control-plane", "Key Vault Contributor", names.vaultId],
  ["control-plane", "Network Contributor", names.subnetIds.nodes],
  ["control-plane", "Network Contributor", names.subnetIds.apiServer],
  ["control-plane", "Managed Identity Operator", names.identityIds.kubelet],
  ["control-plane", "Reader", names.diskEncryptionSetId],
];

describe("who may do what around an AKS cluster", () => {
  it("gives each identity its rights on one resource each", () => {
    expect(rights()).toEqual(EVERY);
  });

  it("does not let the control plane link a vault that is public", () => {
    const publicVault = { keyVault: { name: "acme-prod-keys", publicAccess: true } };
    expect(rights(publicVault)).toEqual(EVERY.filter(([, role]) => role !== "Key Vault Contributor"));
  });

  it("lets kubelets pull from the registries that are named", () => {
    const registry = `/subscriptions/${AZURE.subscriptionId}/resourceGroups/shared/providers/Microsoft.ContainerRegistry/registries/acme1`;
    expect(rights({ registries: [registry] })).toEqual([...EVERY, ["kubelet", "AcrPull", registry]]);
  });

  it("lets administrators into this cluster, and into no other", () => {
    const group = "2a1b2c3d-4e5f-4a7b-8c9d-0e1f2a3b4c5d";
    expect(adminGrants(parts)).toEqual([
      { key: `admin-${group}`, group, role: "Azure Kubernetes Service RBAC Cluster Admin", scope: names.clusterId },
      { key: `user-${group}`, group, role: "Azure Kubernetes Service Cluster User Role", scope: names.clusterId },
    ]);
  });

  it("names roles by their full id", () => {
    expect(roleId("Reader", AZURE)).toBe(
      `/subscriptions/${AZURE.subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/acdd72a7-3385-48ef-bd42-f606fba81ae7`,
    );
  });
});
