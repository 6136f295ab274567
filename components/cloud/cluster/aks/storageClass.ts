import type { StorageClassArgs } from "@pulumi/kubernetes/storage/v1/storageClass.js";

/** Name of the default StorageClass. */
export const STORAGE_CLASS = "premium-encrypted";

/**
 * The cluster's default StorageClass: disks kept in all zones, under the stack's own key. AKS's own classes stay and one of
 * them is a default too; of two defaults Kubernetes takes the newer. A volume outlives its claim. Pure.
 * https://learn.microsoft.com/azure/aks/azure-csi-disk-storage-provision
 */
export function defaultStorageClass(diskEncryptionSetId: string): StorageClassArgs {
  return {
    metadata: { name: STORAGE_CLASS, annotations: { "storageclass.kubernetes.io/is-default-class": "true" } },
    provisioner: "disk.csi.azure.com",
    parameters: {
      skuName: "Premium_ZRS",
      diskEncryptionType: "EncryptionAtRestWithCustomerKey",
      diskEncryptionSetID: diskEncryptionSetId,
    },
    allowVolumeExpansion: true,
    reclaimPolicy: "Retain",
    volumeBindingMode: "WaitForFirstConsumer",
  };
}
