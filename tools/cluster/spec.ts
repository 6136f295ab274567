/** What an embedded cluster consists of, and where its files are. Pure. */
import { join } from "node:path";

/** A simulated node: the scheduler believes these numbers, nothing runs there. */
export interface NodeSpec {
  readonly name: string;
  /** Kubernetes quantities: "4", "16Gi". */
  readonly cpu: string;
  readonly memory: string;
  /** Nodes of different zones; topology spread constraints look at them. */
  readonly zone: string;
}

/** Three nodes of the size of a common cloud machine, one a zone. */
export function simulatedNodes(count = 3, cpu = "4", memory = "16Gi"): readonly NodeSpec[] {
  return Array.from({ length: count }, (_, index) => ({
    name: `node-${index + 1}`,
    cpu,
    memory,
    zone: `zone-${(index % 3) + 1}`,
  }));
}

/** Every port is chosen anew at each start. */
export interface Ports {
  readonly etcd: number;
  readonly etcdPeer: number;
  readonly apiServer: number;
}

export interface ClusterFiles {
  /** Written when the cluster is usable, removed when it stops. */
  readonly state: string;
  /** The administrator's. */
  readonly kubeconfig: string;
  readonly controllersKubeconfig: string;
  readonly auditPolicy: string;
  readonly auditLog: string;
  readonly encryption: string;
  readonly stages: string;
  readonly etcdData: string;
  readonly pki: string;
  readonly etcdPki: string;
  readonly logs: string;
}

/** Files of a cluster below its folder. */
export function clusterFiles(folder: string): ClusterFiles {
  const at = (...parts: readonly string[]): string => join(folder, ...parts);
  return {
    state: at("cluster.json"),
    kubeconfig: at("kubeconfig.yaml"),
    controllersKubeconfig: at("controllers.kubeconfig.yaml"),
    auditPolicy: at("audit-policy.yaml"),
    auditLog: at("audit.log"),
    encryption: at("encryption.yaml"),
    stages: at("kwok-stages.yaml"),
    etcdData: at("etcd"),
    pki: at("pki"),
    etcdPki: at("pki-etcd"),
    logs: at("logs"),
  };
}

/** The context that stacks name; it exists in the cluster's own kubeconfig only. */
export const CONTEXT = "palisade-embedded";

/** What is left of 127.0.0.1's services: no pod and no Service is ever reached through these. */
export const POD_CIDR = "10.244.0.0/16";
export const SERVICE_CIDR = "10.96.0.0/16";
