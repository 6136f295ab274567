import type { AzureConfig } from "../../config.ts";
import type { IdentityRole } from "./names.ts";
import type { AksParts } from "./parts.ts";

/** Azure's built-in roles. https://learn.microsoft.com/azure/role-based-access-control/built-in-roles */
const ROLES = {
  "Key Vault Crypto User": "12338af0-0e69-4776-bea7-57ae8d297424",
  "Key Vault Contributor": "f25e0fa2-a7c8-4377-a976-54943a77a395",
  "Key Vault Crypto Service Encryption User": "e147488a-f6f5-4113-8e2d-b22465e65bf6",
  "Network Contributor": "4d97b98b-1d4f-4787-a291-c67834d212e7",
  "Managed Identity Operator": "f1a07417-d97a-45cb-824c-7a7467783830",
  Reader: "acdd72a7-3385-48ef-bd42-f606fba81ae7",
  AcrPull: "7f951dda-4ed3-4680-a7ca-43fe172d538d",
  "Azure Kubernetes Service RBAC Cluster Admin": "b1ff04bb-8a4e-4dc4-8eb5-8693973ce19b",
  "Azure Kubernetes Service Cluster User Role": "4abbcc35-e782-43d8-92c5-2d3f1bd2253f",
} as const;
export type RoleName = keyof typeof ROLES;

/** A right of one of the cluster's identities on one resource. */
export interface IdentityGrant {
  /** Part of a URN. */
  readonly key: string;
  readonly identity: IdentityRole;
  readonly role: RoleName;
  readonly scope: string;
}

/** Full id of a built-in role. Pure. */
export function roleId(role: RoleName, { subscriptionId }: AzureConfig): string {
  return `/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${ROLES[role]}`;
}

/** What encrypts disks may use the one key for it. Pure. */
export function diskGrants({ names }: AksParts): readonly IdentityGrant[] {
  const scope = `${names.vaultId}/keys/disks`;
  return [{ key: "uses-disks-key", identity: "disks", role: "Key Vault Crypto Service Encryption User", scope }];
}

/** What the control plane and the kubelets may do, each right on one resource and no group of them. Pure. */
export function controlPlaneGrants({ config, names }: AksParts): readonly IdentityGrant[] {
  const { vaultId, subnetIds, identityIds, diskEncryptionSetId } = names;
  const controlPlane = "control-plane";
  return [
    { key: "uses-secrets-key", identity: controlPlane, role: "Key Vault Crypto User", scope: `${vaultId}/keys/secrets` },
    // To link the API server to a vault that has no public address.
    ...(config.keyVault.publicAccess
      ? []
      : [{ key: "links-vault", identity: controlPlane, role: "Key Vault Contributor", scope: vaultId } as const]),
    { key: "joins-nodes", identity: controlPlane, role: "Network Contributor", scope: subnetIds.nodes },
    { key: "joins-api-server", identity: controlPlane, role: "Network Contributor", scope: subnetIds.apiServer },
    { key: "hands-out-kubelet", identity: controlPlane, role: "Managed Identity Operator", scope: identityIds.kubelet },
    { key: "reads-disk-keys", identity: controlPlane, role: "Reader", scope: diskEncryptionSetId },
    ...config.registries.map(
      (scope) =>
        ({ key: `pulls-${scope.slice(scope.lastIndexOf("/") + 1)}`, identity: "kubelet", role: "AcrPull", scope }) as const,
    ),
  ];
}

/** A right of a group of people on the cluster. */
export interface AdminGrant {
  /** Part of a URN: made of the grant alone, so that a further group renames no other. */
  readonly key: string;
  readonly group: string;
  readonly role: RoleName;
  readonly scope: string;
}

/** Administrators may fetch a kubeconfig, which holds no credential, and do everything in this one cluster. Pure. */
export function adminGrants({ config, names }: AksParts): readonly AdminGrant[] {
  const roles = {
    admin: "Azure Kubernetes Service RBAC Cluster Admin",
    user: "Azure Kubernetes Service Cluster User Role",
  } as const;
  return config.admins.flatMap((group) =>
    Object.entries(roles).map(([kind, role]) => ({ key: `${kind}-${group}`, group, role, scope: names.clusterId })),
  );
}
