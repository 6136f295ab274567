import { getStack, secret } from "@pulumi/pulumi";
import { HardenedWorkload } from "../../../../components/workload/HardenedWorkload.ts";
import type { WorkloadSpec } from "../../../../components/workload/spec.ts";
import { API_ACCESS, containerWith, goodContainer, goodWorkload, workloadWith } from "../fixture.ts";

/** Every case is a workload of its own in one program: a child process costs more than a component. */
const CASES: Readonly<Record<string, WorkloadSpec>> = {
  deployment: workloadWith({
    controller: { kind: "Deployment", replicas: { min: 2, max: 4, targetCpuPercent: 70 } },
    serviceAccount: { name: "app", apiAccess: { ...API_ACCESS, clusterRules: API_ACCESS.roles[0]?.rules } },
    serviceMonitor: { port: "http", path: "/metrics", interval: "30s" },
  }),
  stateful: workloadWith({
    controller: { kind: "StatefulSet", replicas: 1, serviceName: "app" },
    services: [{ name: "app", type: "Headless", ports: [{ name: "http", port: 80, targetPort: "http" }] }],
  }),
  daemon: workloadWith({ controller: { kind: "DaemonSet" } }),
  job: workloadWith({
    controller: { kind: "Job", backoffLimit: 1 },
    containers: [{ ...goodContainer, ports: [], liveness: undefined, readiness: undefined }],
    services: [],
  }),
  claiming: workloadWith({
    controller: { kind: "Deployment", replicas: 1, strategy: "Recreate" },
    volumes: [...(goodWorkload.volumes ?? []), { kind: "claim", name: "audit", size: "1Gi" }],
  }),
};

if (getStack() === "broken") {
  new HardenedWorkload("broken", { spec: containerWith({ readiness: undefined, mounts: [{ volume: "gone", path: "/gone" }] }) });
} else {
  for (const [name, spec] of Object.entries(CASES)) {
    new HardenedWorkload(name, { spec, secretChecksum: name === "stateful" ? secret("0123abcd") : undefined });
  }
}
