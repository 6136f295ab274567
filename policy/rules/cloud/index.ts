import { aksControlPlaneLogs } from "./aks-control-plane-logs.ts";
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
import { defaultSecurityGroup } from "./default-security-group.ts";
import { eksVpcCni } from "./eks-vpc-cni.ts";
import { firewallOpen } from "./firewall-open.ts";
import { gcpSubnetFlowLogs } from "./gcp-subnet-flow-logs.ts";
import { gcsAccessLogs } from "./gcs-access-logs.ts";
import { gcsAccess } from "./gcs-access.ts";
import { iamAdminRole } from "./iam-admin-role.ts";
import { iamBindingExact } from "./iam-binding-exact.ts";
import { iamEscalation } from "./iam-escalation.ts";
import { iamNegation } from "./iam-negation.ts";
import { iamPublicMember } from "./iam-public-member.ts";
import { iamPublicPrincipal } from "./iam-public-principal.ts";
import { iamStaticKey } from "./iam-static-key.ts";
import { iamTrustCondition } from "./iam-trust-condition.ts";
import { iamWildcardAction } from "./iam-wildcard-action.ts";
import { iamWildcardResource } from "./iam-wildcard-resource.ts";
import { keyVaultAccess } from "./key-vault-access.ts";
import { kmsDeletionWindow } from "./kms-deletion-window.ts";
import { kmsKeyPolicy } from "./kms-key-policy.ts";
import { kmsRotation } from "./kms-rotation.ts";
import { lambdaInvokePublic } from "./lambda-invoke-public.ts";
import { nodeDiskEncryption } from "./node-disk-encryption.ts";
import { nodeIdentity } from "./node-identity.ts";
import { nodeImage } from "./node-image.ts";
import { nodeIntegrity } from "./node-integrity.ts";
import { nodeMetadata } from "./node-metadata.ts";
import { nodePublicAddress } from "./node-public-address.ts";
import { nodeSsh } from "./node-ssh.ts";
import { nodeUpgrades } from "./node-upgrades.ts";
import { objectAclPublic } from "./object-acl-public.ts";
import { objectLockRetention } from "./object-lock-retention.ts";
import { registryAccess } from "./registry-access.ts";
import { registryImmutableTags } from "./registry-immutable-tags.ts";
import { registryScanning } from "./registry-scanning.ts";
import { s3AccessLogs } from "./s3-access-logs.ts";
import { s3DenyDelete } from "./s3-deny-delete.ts";
import { s3Encryption } from "./s3-encryption.ts";
import { s3PublicAccess } from "./s3-public-access.ts";
import { s3Tls } from "./s3-tls.ts";
import { s3Versioning } from "./s3-versioning.ts";
import { vpcFlowLogs } from "./vpc-flow-logs.ts";
import type { Rule } from "../../lib/rule.ts";

/** Rules about cloud resources: clusters, nodes, networks, identities, keys, stores and databases. */
export const cloudRules: readonly Rule[] = [
  aksControlPlaneLogs,
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
  defaultSecurityGroup,
  eksVpcCni,
  firewallOpen,
  gcpSubnetFlowLogs,
  gcsAccessLogs,
  gcsAccess,
  iamAdminRole,
  iamBindingExact,
  iamEscalation,
  iamNegation,
  iamPublicMember,
  iamPublicPrincipal,
  iamStaticKey,
  iamTrustCondition,
  iamWildcardAction,
  iamWildcardResource,
  keyVaultAccess,
  kmsDeletionWindow,
  kmsKeyPolicy,
  kmsRotation,
  lambdaInvokePublic,
  nodeDiskEncryption,
  nodeIdentity,
  nodeImage,
  nodeIntegrity,
  nodeMetadata,
  nodePublicAddress,
  nodeSsh,
  nodeUpgrades,
  objectAclPublic,
  objectLockRetention,
  registryAccess,
  registryImmutableTags,
  registryScanning,
  s3AccessLogs,
  s3DenyDelete,
  s3Encryption,
  s3PublicAccess,
  s3Tls,
  s3Versioning,
  vpcFlowLogs,
];
