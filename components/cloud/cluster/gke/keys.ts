import type { CryptoKeyArgs } from "@pulumi/gcp/kms/cryptoKey.js";
import type { CryptoKeyIAMMemberArgs } from "@pulumi/gcp/kms/cryptoKeyIAMMember.js";
import type { GcpConfig } from "../../config.ts";
import type { GkeNames } from "./names.ts";

/** Keys of a cluster, by what they encrypt. */
export const CLUSTER_KEYS = ["secrets", "disks"] as const;
export type ClusterKey = (typeof CLUSTER_KEYS)[number];

/** Google's own services that encrypt with them: GKE's control plane and Compute Engine's disks. */
const USERS: Readonly<Record<ClusterKey, string>> = { secrets: "container-engine-robot", disks: "compute-system" };

/** A new version every 90 days; 30 days to take back a destruction. Pure. */
export function clusterKeyArgs(key: ClusterKey, names: GkeNames, labels: Readonly<Record<string, string>>): CryptoKeyArgs {
  return {
    name: key,
    keyRing: names.keyRing,
    purpose: "ENCRYPT_DECRYPT",
    rotationPeriod: "7776000s",
    destroyScheduledDuration: "2592000s",
    labels: { ...labels },
  };
}

/** The right of the one service that uses a key. Pure. */
export function clusterKeyUser(key: ClusterKey, { projectNumber }: GcpConfig, names: GkeNames): CryptoKeyIAMMemberArgs {
  return {
    cryptoKeyId: { secrets: names.secretsKey, disks: names.disksKey }[key],
    role: "roles/cloudkms.cryptoKeyEncrypterDecrypter",
    member: `serviceAccount:service-${projectNumber}@${USERS[key]}.iam.gserviceaccount.com`,
  };
}
