import type { ImageReference } from "../../../components/shared/images.ts";
import type { ContainerSpec, LoosenedContainer, WorkloadSpec } from "../../../components/workload/spec.ts";

export const DIGEST = `sha256:${"ab".repeat(32)}`;

export const IMAGE: ImageReference = { registry: "registry.internal", repository: "team/app", tag: "1.2.3", digest: DIGEST };

export const WHY = { reason: "the node's kernel log is read", reference: "docs/adr/0006-hardened-workload.md" };

/** A container that serves HTTP and is in order; every test changes one thing of it. */
export const goodContainer: ContainerSpec = {
  name: "app",
  image: IMAGE,
  env: [{ name: "LEVEL", value: "info" }],
  ports: [{ name: "http", port: 8080 }],
  mounts: [
    { volume: "tmp", path: "/tmp" },
    { volume: "config", path: "/etc/app" },
  ],
  resources: { requests: { cpu: "100m", memory: "64Mi" }, limits: { cpu: "1", memory: "128Mi" } },
  liveness: { check: { kind: "http", path: "/live", port: "http" } },
  readiness: { check: { kind: "http", path: "/ready", port: "http" } },
};

/** A Deployment of two replicas that is in order. */
export const goodWorkload: WorkloadSpec = {
  name: "app",
  namespace: "tools",
  component: "tools",
  controller: { kind: "Deployment", replicas: 2 },
  serviceAccount: { name: "app" },
  containers: [goodContainer],
  volumes: [
    { kind: "scratch", name: "tmp", size: "16Mi" },
    { kind: "config", name: "config", configMap: "app" },
  ],
  configMaps: [{ name: "app", data: { "app.yaml": "level: info\n" } }],
  services: [{ name: "app", ports: [{ name: "http", port: 80, targetPort: "http" }] }],
};

/** The good workload with some fields changed. */
export function workloadWith(change: Partial<WorkloadSpec>): WorkloadSpec {
  return { ...goodWorkload, ...change };
}

/** The good workload with its one container changed. */
export function containerWith(change: Partial<ContainerSpec>): WorkloadSpec {
  return workloadWith({ containers: [{ ...goodContainer, ...change }] });
}

/** The good workload with its one container loosened. */
export function loosenedWith(loosened: Omit<LoosenedContainer, "reason" | "reference">): WorkloadSpec {
  return containerWith({ loosened: { ...WHY, ...loosened } });
}

/** An identity, which brings the Workload API. */
export const IDENTITY = { path: "/ns/tools/sa/app", dnsNames: ["app.tools.svc"], federatesWith: [] };

/** Access to the Kubernetes API. */
export const API_ACCESS = {
  ...WHY,
  roles: [{ name: "app", rules: [{ apiGroups: [""], resources: ["configmaps"], verbs: ["get"] }] }],
};
