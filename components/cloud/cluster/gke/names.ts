import type { GcpConfig } from "../../config.ts";
import type { GkeConfig } from "./config.ts";
import type { GkeNetworkConfig } from "./network.config.ts";

/** Names of everything around a cluster, computed: so that policies and keys are known before anything exists. */
export interface GkeNames {
  /** `projects/p/locations/r/clusters/c`. */
  readonly cluster: string;
  readonly network: string;
  readonly nodeSubnet: string;
  readonly controlPlaneSubnet: string;
  readonly accessSubnet: string;
  /** Secondary ranges of the node subnet. */
  readonly podsRange: string;
  readonly servicesRange: string;
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

/** Longest name of a cluster: the node account's id is the name and `-nodes`, and Google allows it 30 characters. */
export const LONGEST_NAME = 24;

/** Pure. */
export function gkeNames({ name, network }: Pick<GkeConfig, "name" | "network">, { projectId, region }: GcpConfig): GkeNames {
  const nodeAccountId = `${name}-nodes`;
  const keyRing = `projects/${projectId}/locations/${region}/keyRings/${name}`;
  const subnet = (subnetName: string): string => `projects/${projectId}/regions/${region}/subnetworks/${subnetName}`;
  const { vpc, nodes, controlPlane, access, ...ranges } = networkNames(name, network);
  return {
    cluster: `projects/${projectId}/locations/${region}/clusters/${name}`,
    network: `projects/${projectId}/global/networks/${vpc}`,
    nodeSubnet: subnet(nodes),
    controlPlaneSubnet: subnet(controlPlane),
    accessSubnet: subnet(access),
    ...ranges,
    router: name,
    nodeAccountId,
    nodeAccount: `${nodeAccountId}@${projectId}.iam.gserviceaccount.com`,
    keyRing,
    secretsKey: `${keyRing}/cryptoKeys/secrets`,
    disksKey: `${keyRing}/cryptoKeys/disks`,
    workloadPool: `${projectId}.svc.id.goog`,
  };
}

/** What the parts of a network are called: after the cluster, or as whoever made them called them. */
function networkNames(cluster: string, network: GkeNetworkConfig) {
  const made = (role: string): string => `${cluster}-${role}`;
  if (network.kind === "own") {
    const subnets = { nodes: made("nodes"), controlPlane: made("control-plane"), access: made("access") };
    return { vpc: cluster, ...subnets, podsRange: "pods", servicesRange: "services" };
  }
  return {
    vpc: network.name,
    nodes: network.nodes.name,
    controlPlane: network.controlPlane.name,
    access: network.access?.name ?? made("access"),
    podsRange: network.pods.name,
    servicesRange: network.services.name,
  };
}

/** Last segment of a resource's path: its own name. */
export function last(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
