import type { StorageClassArgs } from "@pulumi/kubernetes/storage/v1/storageClass.js";

/** Name of the default StorageClass. */
export const STORAGE_CLASS = "gp3-encrypted";

/**
 * The cluster's default StorageClass: gp3 volumes under the stack's own key, made in the zone of their first pod. A volume
 * outlives its claim, so that a deleted claim is not deleted data. Pure.
 * https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/docs/parameters.md
 */
export function defaultStorageClass(keyAlias: string): StorageClassArgs {
  return {
    metadata: { name: STORAGE_CLASS, annotations: { "storageclass.kubernetes.io/is-default-class": "true" } },
    provisioner: "ebs.csi.aws.com",
    parameters: { type: "gp3", encrypted: "true", kmsKeyId: keyAlias, "csi.storage.k8s.io/fstype": "ext4" },
    allowVolumeExpansion: true,
    reclaimPolicy: "Retain",
    volumeBindingMode: "WaitForFirstConsumer",
  };
}
