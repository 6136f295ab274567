import type { GcpConfig } from "../../config.ts";
import type { GkeConfig } from "./config.ts";

/** Names of everything around a cluster, computed: so that policies and keys are known before anything exists. */
export interface GkeNames {
  /** `projects/p/locations/r/clusters/c`. */
  readonly cluster: string;
  readonly network: string;
  readonly nodeSubnet: string;
  readonly controlPlaneSubnet: string;
  readonly accessSubnet: string;
  readonly router: string;
  /** Account id, at most 30 characters. */
  readonly nodeAccountId: string;
  readonly nodeAccount: string;
  readonly keyRing: string;
  /** Full names of the keys that encrypt Secrets in etcd, and disks. */
  readonly secretsKey: string;
  readonly disksKey: string;
  /** What tokens of the cluster's ServiceAccounts are exchanged in. */
  readonly workloadPool: string;
}

/** Secondary ranges of the node subnet. */
export const PODS_RANGE = "pods";
export const SERVICES_RANGE = "services";

/** Longest name of a cluster: the node account's id is the name and `-nodes`, and Google allows it 30 characters. */
export const LONGEST_NAME = 24;

/** Pure. */
export function gkeNames({ name }: Pick<GkeConfig, "name">, { projectId, region }: GcpConfig): GkeNames {
  const nodeAccountId = `${name}-nodes`;
  const keyRing = `projects/${projectId}/locations/${region}/keyRings/${name}`;
  const subnet = (role: string): string => `projects/${projectId}/regions/${region}/subnetworks/${name}-${role}`;
  return {
    cluster: `projects/${projectId}/locations/${region}/clusters/${name}`,
    network: `projects/${projectId}/global/networks/${name}`,
    nodeSubnet: subnet("nodes"),
    controlPlaneSubnet: subnet("control-plane"),
    accessSubnet: subnet("access"),
    router: name,
    nodeAccountId,
    nodeAccount: `${nodeAccountId}@${projectId}.iam.gserviceaccount.com`,
    keyRing,
    secretsKey: `${keyRing}/cryptoKeys/secrets`,
    disksKey: `${keyRing}/cryptoKeys/disks`,
    workloadPool: `${projectId}.svc.id.goog`,
  };
}

/** Last segment of a resource's path: its own name. */
export function last(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
