import { describe, expect, it } from "vitest";
import { renderClaims, renderController } from "../../../components/workload/renderController.ts";
import { renderPod } from "../../../components/workload/renderPod.ts";
import { goodWorkload, workloadWith } from "./fixture.ts";

const labels = {
  "app.kubernetes.io/name": "app",
  "app.kubernetes.io/component": "tools",
  "app.kubernetes.io/part-of": "palisade",
  "app.kubernetes.io/managed-by": "pulumi",
};
const metadata = { name: "app", namespace: "tools", labels };
const selector = { matchLabels: { "app.kubernetes.io/name": "app" } };

describe("a controller", () => {
  it("is a Deployment that has a new pod ready before an old one goes", () => {
    expect(renderController(goodWorkload)).toEqual({
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata,
      spec: {
        replicas: 2,
        selector,
        strategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
        template: renderPod(goodWorkload),
      },
    });
  });

  it("recreates where two pods must never run", () => {
    const workload = workloadWith({ controller: { kind: "Deployment", replicas: 1, strategy: "Recreate" } });
    expect(renderController(workload).spec).toMatchObject({ strategy: { type: "Recreate" } });
  });

  it("leaves the number of replicas to the autoscaler where there is one", () => {
    const replicas = { min: 2, max: 5, targetCpuPercent: 70 };
    expect(renderController(workloadWith({ controller: { kind: "Deployment", replicas } })).spec).not.toHaveProperty("replicas");
  });

  it("is a StatefulSet whose data outlives it", () => {
    const claims = [{ name: "data", size: "1Gi", storageClass: "fast" }];
    const workload = workloadWith({ controller: { kind: "StatefulSet", replicas: 1, serviceName: "app-headless", claims } });
    expect(renderController(workload)).toEqual({
      apiVersion: "apps/v1",
      kind: "StatefulSet",
      metadata,
      spec: {
        replicas: 1,
        serviceName: "app-headless",
        selector,
        updateStrategy: { type: "RollingUpdate" },
        persistentVolumeClaimRetentionPolicy: { whenDeleted: "Retain", whenScaled: "Retain" },
        volumeClaimTemplates: [
          {
            apiVersion: "v1",
            kind: "PersistentVolumeClaim",
            metadata: { name: "data", labels },
            spec: { accessModes: ["ReadWriteOnce"], storageClassName: "fast", resources: { requests: { storage: "1Gi" } } },
          },
        ],
        template: renderPod(workload),
      },
    });
  });

  it("is a DaemonSet that updates one node at a time unless told otherwise", () => {
    const strategy = (maxUnavailable?: string) =>
      renderController(workloadWith({ controller: { kind: "DaemonSet", maxUnavailable } })).spec;
    expect(strategy()).toMatchObject({ updateStrategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 1 } } });
    expect(strategy("10%")).toMatchObject({ updateStrategy: { rollingUpdate: { maxUnavailable: "10%" } } });
  });

  it("is a Job that stays after it ended, so that it is not run again", () => {
    const workload = workloadWith({ controller: { kind: "Job", backoffLimit: 4 } });
    expect(renderController(workload)).toEqual({
      apiVersion: "batch/v1",
      kind: "Job",
      metadata,
      spec: { backoffLimit: 4, template: renderPod(workload) },
    });
  });
});

describe("claims of their own", () => {
  it("are made for volumes of kind claim, in the default class unless one is named", () => {
    const volumes = [{ kind: "claim" as const, name: "audit", size: "5Gi" }, ...(goodWorkload.volumes ?? [])];
    expect(renderClaims(workloadWith({ volumes }))).toEqual([
      {
        apiVersion: "v1",
        kind: "PersistentVolumeClaim",
        metadata: { name: "app-audit", namespace: "tools", labels },
        spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "5Gi" } } },
      },
    ]);
    expect(renderClaims(goodWorkload)).toEqual([]);
    expect(renderClaims(workloadWith({ volumes: undefined }))).toEqual([]);
  });
});
