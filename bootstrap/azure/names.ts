import type { AzureConfig } from "../../components/cloud/config.ts";
import { uuidOf } from "../../components/cloud/iam/names.ts";
import { subjects, type BootstrapConfig } from "../config.ts";

export type AzureBootstrap = BootstrapConfig & { readonly cloud: AzureConfig };

/** Azure's built-in roles by id. https://learn.microsoft.com/azure/role-based-access-control/built-in-roles */
const ROLES = {
  blobContributor: "ba92f5b4-2d11-453d-a403-e96b0029c9fe",
  blobReader: "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1",
  cryptoUser: "12338af0-0e69-4776-bea7-57ae8d297424",
} as const;

const STATE_ROLE = { deploy: ROLES.blobContributor, preview: ROLES.blobReader } as const;

export type Situation = keyof typeof STATE_ROLE;

interface AzureNames {
  readonly group: string;
  readonly account: string;
  readonly container: string;
  readonly containerId: string;
  readonly vault: string;
  readonly vaultId: string;
  readonly spireVault: string;
  readonly spireVaultId: string;
  readonly keyName: string;
}

/** Names that others compute too. Pure. */
export function azureNames({ name, cloud }: AzureBootstrap): AzureNames {
  const group = `${name}-state`;
  const below = `/subscriptions/${cloud.subscriptionId}/resourceGroups/${group}/providers`;
  const account = `${name.replaceAll("-", "").slice(0, 16)}${uuidOf(`${name} ${cloud.subscriptionId}`).slice(0, 6)}`;
  const vault = (what: string): string => `${name.slice(0, 12)}-${what}-${uuidOf(`${name} ${cloud.subscriptionId}`).slice(0, 5)}`;
  return {
    group,
    account,
    container: "state",
    containerId: `${below}/Microsoft.Storage/storageAccounts/${account}/blobServices/default/containers/state`,
    vault: vault("st"),
    vaultId: `${below}/Microsoft.KeyVault/vaults/${vault("st")}`,
    spireVault: vault("sp"),
    spireVaultId: `${below}/Microsoft.KeyVault/vaults/${vault("sp")}`,
    keyName: "state",
  };
}

/** An assignment of a built-in role, the same in every run. */
export interface Assignment {
  readonly name: string;
  readonly scope: string;
  readonly roleDefinitionId: string;
}

/** What an identity may do with the state: its blobs, and the key that encrypts secrets in it. Pure. */
export function assignments(config: AzureBootstrap, situation: Situation): readonly Assignment[] {
  const { containerId, vaultId, keyName } = azureNames(config);
  const assign = (what: string, scope: string, role: string): Assignment => ({
    name: uuidOf(`${situation} ${what} ${scope}`),
    scope,
    roleDefinitionId: `/subscriptions/${config.cloud.subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${role}`,
  });
  return [assign("state", containerId, STATE_ROLE[situation]), assign("key", `${vaultId}/keys/${keyName}`, ROLES.cryptoUser)];
}

/** The subject of CI's tokens that an identity trusts. */
export function subjectOf({ ci }: AzureBootstrap, situation: Situation): string {
  return subjects(ci)[situation];
}
