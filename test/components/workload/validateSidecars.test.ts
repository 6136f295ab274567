import { describe, expect, test } from "vitest";
import { describeProblem } from "../../../components/shared/problem.ts";
import { renderPod } from "../../../components/workload/renderPod.ts";
import type { ContainerSpec, WorkloadSpec } from "../../../components/workload/spec.ts";
import { sidecarProblems } from "../../../components/workload/validateSidecars.ts";
import { structureProblems } from "../../../components/workload/validateStructure.ts";

const container = (name: string, change: Partial<ContainerSpec> = {}): ContainerSpec => ({
  name,
  image: { registry: "registry.internal", repository: name, tag: "1.0.0" },
  resources: { requests: { cpu: "10m", memory: "16Mi" }, limits: { cpu: "20m", memory: "32Mi" } },
  ...change,
});

const METRICS = { check: { kind: "http", path: "/metrics", port: "metrics" } } as const;

const shipper = container("shipper", {
  sidecar: true,
  preStopSeconds: 15,
  ports: [{ name: "metrics", port: 9598 }],
  startup: METRICS,
  liveness: METRICS,
  readiness: METRICS,
});

const good: WorkloadSpec = {
  name: "app",
  namespace: "apps",
  component: "apps",
  controller: { kind: "Deployment", replicas: 1 },
  serviceAccount: { name: "app" },
  terminationGracePeriodSeconds: 60,
  initContainers: [container("prepare"), shipper],
  containers: [container("app")],
};

const problems = (change: Partial<WorkloadSpec>): readonly string[] =>
  sidecarProblems({ ...good, ...change }, "workload apps/app").map(describeProblem);

describe("a sidecar that starts before the others and stops after them", () => {
  test("is an init container that restarts always, with probes and a way to stop", () => {
    expect(structureProblems(good)).toEqual([]);
    expect(
      renderPod(good).spec?.initContainers?.map(({ name, restartPolicy, lifecycle }) => [name, restartPolicy, lifecycle]),
    ).toEqual([
      ["prepare", undefined, undefined],
      ["shipper", "Always", { preStop: { sleep: { seconds: 15 } } }],
    ]);
    expect(renderPod(good).spec?.initContainers?.[1]?.startupProbe).toEqual({ httpGet: { path: "/metrics", port: "metrics" } });
  });

  test("cannot stand among the containers", () => {
    expect(problems({ initContainers: [], containers: [container("app", { sidecar: true })] })).toEqual([
      "workload apps/app container app: is a sidecar among the containers; a sidecar is an init container that restarts always; move it to initContainers",
    ]);
  });

  test("needs a grace period longer than it runs on", () => {
    expect(problems({ terminationGracePeriodSeconds: 15 })).toEqual([
      "workload apps/app container shipper: runs on for 15 seconds in a pod that is killed after 15; the grace period is longer, so that the container can stop in order; raise terminationGracePeriodSeconds or lower preStopSeconds",
    ]);
    expect(problems({ terminationGracePeriodSeconds: 16 })).toEqual([]);
    expect(problems({ terminationGracePeriodSeconds: undefined })).toEqual([]);
  });

  test("is the only init container that may be asked how it is", () => {
    expect(problems({ initContainers: [{ ...shipper, sidecar: false }] })).toEqual([
      "workload apps/app container shipper: an init container has liveness; an init container that ends has neither probes nor a way to stop; remove liveness, or make it a sidecar",
      "workload apps/app container shipper: an init container has readiness; an init container that ends has neither probes nor a way to stop; remove readiness, or make it a sidecar",
      "workload apps/app container shipper: an init container has startup; an init container that ends has neither probes nor a way to stop; remove startup, or make it a sidecar",
      "workload apps/app container shipper: an init container has preStopSeconds; an init container that ends has neither probes nor a way to stop; remove preStopSeconds, or make it a sidecar",
    ]);
  });
});
