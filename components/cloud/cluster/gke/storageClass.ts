import type { StorageClassArgs } from "@pulumi/kubernetes/storage/v1/storageClass.js";

/** Name of the default StorageClass. */
export const STORAGE_CLASS = "balanced-encrypted";

/**
 * The cluster's default StorageClass: disks kept in two zones, under the stack's own key. GKE's own classes stay and
 * one of them is a default too; of two defaults Kubernetes takes the newer. A volume outlives its claim. Pure.
 * https://docs.cloud.google.com/kubernetes-engine/docs/how-to/using-cmek
 */
export function defaultStorageClass(disksKey: string): StorageClassArgs {
  return {
    metadata: { name: STORAGE_CLASS, annotations: { "storageclass.kubernetes.io/is-default-class": "true" } },
    provisioner: "pd.csi.storage.gke.io",
    parameters: { type: "pd-balanced", "replication-type": "regional-pd", "disk-encryption-kms-key": disksKey },
    allowVolumeExpansion: true,
    reclaimPolicy: "Retain",
    volumeBindingMode: "WaitForFirstConsumer",
  };
}
