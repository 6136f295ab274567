/**
 * What Azure's own roles let do with evidence, its key and the rights on both; what they hold beside that is left out.
 * https://learn.microsoft.com/azure/role-based-access-control/built-in-roles
 */
const BUILT_IN: Readonly<Record<string, readonly string[]>> = {
  // Owner, Contributor
  "8e3af657-a8ff-443c-a75c-2fe8c4bcb635": ["*"],
  "b24988ac-6180-42a0-ab88-20f7382dd24c": ["*"],
  // Reader
  "acdd72a7-3385-48ef-bd42-f606fba81ae7": [],
  // User Access Administrator, Role Based Access Control Administrator
  "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9": ["Microsoft.Authorization/*"],
  "f58310d9-a9f6-439a-9e8d-f62e7b41a168": ["Microsoft.Authorization/roleAssignments/write"],
  // Storage Account Contributor, Storage Blob Data Owner, Contributor and Reader
  "17d1049b-9a84-46fb-8f53-869881c3d3ab": ["Microsoft.Storage/storageAccounts/*"],
  "b7e6dc6d-f1e8-4753-8033-0f276bb0955b": ["Microsoft.Storage/storageAccounts/blobServices/containers/*"],
  "ba92f5b4-2d11-453d-a403-e96b0029c9fe": [
    "Microsoft.Storage/storageAccounts/blobServices/containers/delete",
    "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/add/action",
    "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/delete",
    "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/write",
  ],
  "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1": [],
  // Key Vault Administrator, Crypto Officer, Crypto User, Crypto Service Encryption User
  "00482a5a-887f-4fb3-b363-3b7fe8e74483": ["Microsoft.KeyVault/vaults/*"],
  "14b46e9e-c2b7-41b4-b07b-48a6ebf60603": ["Microsoft.KeyVault/vaults/keys/*"],
  "12338af0-0e69-4776-bea7-57ae8d297424": ["Microsoft.KeyVault/vaults/keys/update/action"],
  "e147488a-f6f5-4113-8e2d-b22465e65bf6": ["Microsoft.KeyVault/vaults/keys/wrap/action"],
};

/** Actions of a role by its GUID in lower case; undefined for one that is not Azure's, or of which nothing is known here. */
export function builtInActions(id: string): readonly string[] | undefined {
  return BUILT_IN[id];
}
