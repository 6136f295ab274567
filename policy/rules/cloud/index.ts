import { azureStorageNetwork } from "./azure-storage-network.ts";
import { azureStoragePublicAccess } from "./azure-storage-public-access.ts";
import { azureStorageSharedKey } from "./azure-storage-shared-key.ts";
import { azureStorageTls } from "./azure-storage-tls.ts";
import { bucketForceDestroy } from "./bucket-force-destroy.ts";
import { clusterAccessMode } from "./cluster-access-mode.ts";
import { clusterControlPlaneLogs } from "./cluster-control-plane-logs.ts";
import { clusterDeletionProtection } from "./cluster-deletion-protection.ts";
import { clusterEndpointRestricted } from "./cluster-endpoint-restricted.ts";
import { clusterImageTrust } from "./cluster-image-trust.ts";
import { clusterNetworkPolicy } from "./cluster-network-policy.ts";
import { clusterSecretsEncryption } from "./cluster-secrets-encryption.ts";
import { clusterVersionSupported } from "./cluster-version-supported.ts";
import { clusterWorkloadIdentity } from "./cluster-workload-identity.ts";
import { databaseBackups } from "./database-backups.ts";
import { databaseEncrypted } from "./database-encrypted.ts";
import { databasePrivate } from "./database-private.ts";
import { databaseTls } from "./database-tls.ts";
import { gcsAccess } from "./gcs-access.ts";
import { keyVaultAccess } from "./key-vault-access.ts";
import { kmsDeletionWindow } from "./kms-deletion-window.ts";
import { kmsRotation } from "./kms-rotation.ts";
import { nodeDiskEncryption } from "./node-disk-encryption.ts";
import { nodeIdentity } from "./node-identity.ts";
import { nodeImage } from "./node-image.ts";
import { nodeIntegrity } from "./node-integrity.ts";
import { nodeMetadata } from "./node-metadata.ts";
import { nodePublicAddress } from "./node-public-address.ts";
import { nodeSsh } from "./node-ssh.ts";
import { nodeUpgrades } from "./node-upgrades.ts";
import { registryAccess } from "./registry-access.ts";
import { registryImmutableTags } from "./registry-immutable-tags.ts";
import { registryScanning } from "./registry-scanning.ts";
import type { Rule } from "../../lib/rule.ts";

/** Rules about cloud resources: clusters, nodes, networks, identities, keys, stores and databases. */
export const cloudRules: readonly Rule[] = [
  azureStorageNetwork,
  azureStoragePublicAccess,
  azureStorageSharedKey,
  azureStorageTls,
  bucketForceDestroy,
  clusterAccessMode,
  clusterControlPlaneLogs,
  clusterDeletionProtection,
  clusterEndpointRestricted,
  clusterImageTrust,
  clusterNetworkPolicy,
  clusterSecretsEncryption,
  clusterVersionSupported,
  clusterWorkloadIdentity,
  databaseBackups,
  databaseEncrypted,
  databasePrivate,
  databaseTls,
  gcsAccess,
  keyVaultAccess,
  kmsDeletionWindow,
  kmsRotation,
  nodeDiskEncryption,
  nodeIdentity,
  nodeImage,
  nodeIntegrity,
  nodeMetadata,
  nodePublicAddress,
  nodeSsh,
  nodeUpgrades,
  registryAccess,
  registryImmutableTags,
  registryScanning,
];
