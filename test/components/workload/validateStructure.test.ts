import { describe, expect, it } from "vitest";
import { describeProblem } from "../../../components/shared/problem.ts";
import { structureProblems } from "../../../components/workload/validateStructure.ts";
import type { WorkloadSpec } from "../../../components/workload/spec.ts";
import { containerWith, goodContainer, goodWorkload, IDENTITY, workloadWith } from "./fixture.ts";

const problems = (workload: WorkloadSpec) => structureProblems(workload).map(describeProblem);
const long = "a".repeat(64);
const claim = { kind: "claim" as const, name: "audit", size: "1Gi" };
const withClaim = (controller: WorkloadSpec["controller"]) =>
  workloadWith({ controller, volumes: [...(goodWorkload.volumes ?? []), claim] });

describe("the structure of a workload", () => {
  it("is in order", () => {
    expect(problems(goodWorkload)).toEqual([]);
  });

  it.each<{ what: string; workload: WorkloadSpec; message: string }>([
    {
      what: "a name that is no DNS label",
      workload: workloadWith({ name: long }),
      message: `workload tools/${long}: the name "${long}" has 64 characters; names are lower-case letters, digits and dashes, at most 63 characters; choose another name`,
    },
    {
      what: "a name with capitals",
      workload: containerWith({ name: "App" }),
      message:
        'workload tools/app: the name "App" has 3 characters; names are lower-case letters, digits and dashes, at most 63 characters; choose another name',
    },
    {
      what: "a port name that is too long",
      workload: workloadWith({
        containers: [{ ...goodContainer, ports: [...(goodContainer.ports ?? []), { name: "a-very-long-name", port: 1 }] }],
      }),
      message:
        'workload tools/app: the port name "a-very-long-name" has 16 characters; port names are lower-case letters, digits and dashes, at most 15 characters, with a letter; choose another name',
    },
    {
      what: "two containers of one name",
      workload: workloadWith({
        containers: [goodContainer, { ...goodContainer, ports: [], liveness: undefined, readiness: undefined }],
      }),
      message:
        'workload tools/app: the container "app" is declared twice; every container of a pod is declared once; remove or rename one of them',
    },
    {
      what: "two volumes of one name",
      workload: workloadWith({ volumes: [...(goodWorkload.volumes ?? []), { kind: "scratch", name: "tmp", size: "1Mi" }] }),
      message:
        'workload tools/app: the volume "tmp" is declared twice; every volume of a pod is declared once; remove or rename one of them',
    },
    {
      what: "two containers on one port",
      workload: workloadWith({
        containers: [
          goodContainer,
          {
            ...goodContainer,
            name: "two",
            ports: [{ name: "other", port: 8080 }],
            liveness: { check: { kind: "tcp", port: "other" } },
            readiness: { check: { kind: "tcp", port: "other" } },
          },
        ],
      }),
      message:
        'workload tools/app: the port "8080/TCP" is declared twice; every port of a pod is declared once; remove or rename one of them',
    },
    {
      what: "an unknown volume",
      workload: containerWith({ mounts: [{ volume: "gone", path: "/gone" }] }),
      message:
        'workload tools/app container app: mounts the volume "gone"; the volumes are tmp, config; declare the volume or mount another',
    },
    {
      what: "a probe of an unknown port",
      workload: containerWith({ liveness: { check: { kind: "tcp", port: "gone" } } }),
      message:
        'workload tools/app container app: a probe uses the port "gone"; the ports of the container are http; name a port of the same container',
    },
    {
      what: "a server without a readiness probe",
      workload: containerWith({ readiness: undefined }),
      message:
        "workload tools/app container app: serves a port without both a liveness and a readiness probe; a container that serves has both; add the probe that the image supports, a tcp check at least",
    },
    {
      what: "a Workload API without an identity",
      workload: containerWith({ workloadApi: true }),
      message:
        "workload tools/app container app: asks for the SPIFFE Workload API; only a workload with an identity gets one; declare the identity of the workload",
    },
    {
      what: "a Service to an unknown port",
      workload: workloadWith({ services: [{ name: "app", ports: [{ name: "http", port: 80, targetPort: "gone" }] }] }),
      message:
        'workload tools/app service app: leads to the port "gone"; the ports of the containers are http; name a container port',
    },
    {
      what: "a StatefulSet without its headless Service",
      workload: workloadWith({ controller: { kind: "StatefulSet", replicas: 1, serviceName: "app" } }),
      message:
        'workload tools/app: the StatefulSet names the Service "app"; its headless Services are none; add a headless Service of that name',
    },
    {
      what: "a shared claim of two replicas",
      workload: withClaim({ kind: "Deployment", replicas: 2, strategy: "Recreate" }),
      message:
        'workload tools/app: a Deployment of up to 2 replicas by Recreate shares the claim "audit"; a ReadWriteOnce claim belongs to a Deployment of one replica with strategy Recreate; use a StatefulSet with claims of its own, or Recreate',
    },
    {
      what: "a shared claim across a rolling update",
      workload: withClaim({ kind: "Deployment", replicas: 1 }),
      message:
        'workload tools/app: a Deployment of up to 1 replicas by RollingUpdate shares the claim "audit"; a ReadWriteOnce claim belongs to a Deployment of one replica with strategy Recreate; use a StatefulSet with claims of its own, or Recreate',
    },
    {
      what: "a ConfigMap beyond 1 MiB",
      workload: workloadWith({ configMaps: [{ name: "app", data: { f: "x".repeat(2 ** 20) } }] }),
      message: "workload tools/app config map app: 1048577 bytes; at most 1048576 bytes; split it or ship the files in an image",
    },
  ])("refuses $what", ({ workload, message }) => {
    expect(problems(workload)).toEqual([message]);
  });

  it.each<{ what: string; workload: WorkloadSpec }>([
    {
      what: "a claim of a Deployment that recreates its one pod",
      workload: withClaim({ kind: "Deployment", replicas: 1, strategy: "Recreate" }),
    },
    { what: "a Workload API with an identity", workload: { ...containerWith({ workloadApi: true }), identity: IDENTITY } },
    {
      what: "a container without ports and probes",
      workload: workloadWith({
        containers: [{ ...goodContainer, ports: [], liveness: undefined, readiness: undefined }],
        services: [],
      }),
    },
    {
      what: "a ConfigMap of 1 MiB less its key",
      workload: workloadWith({ configMaps: [{ name: "app", data: { f: "x".repeat(2 ** 20 - 1) } }] }),
    },
    {
      what: "a claim of a StatefulSet as a volume",
      workload: workloadWith({
        controller: { kind: "StatefulSet", replicas: 2, serviceName: "app", claims: [{ name: "data", size: "1Gi" }] },
        containers: [{ ...goodContainer, mounts: [{ volume: "data", path: "/data" }] }],
        services: [{ name: "app", type: "Headless", ports: [{ name: "http", port: 80, targetPort: "http" }] }],
      }),
    },
  ])("accepts $what", ({ workload }) => {
    expect(problems(workload)).toEqual([]);
  });

  it("counts binary files by their decoded size", () => {
    const binaryData = { f: Buffer.alloc(2 ** 20).toString("base64") };
    expect(problems(workloadWith({ configMaps: [{ name: "app", data: {}, binaryData }] }))).toHaveLength(1);
  });

  it("reports everything at once", () => {
    const broken = containerWith({ name: "App", readiness: undefined, mounts: [{ volume: "gone", path: "/gone" }] });
    expect(problems(broken)).toHaveLength(3);
  });
});
