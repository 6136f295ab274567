import { describe, expect, it } from "vitest";
import { describeProblem } from "../../../components/shared/problem.ts";
import { resourceProblems } from "../../../components/workload/validateResources.ts";
import type { ContainerSpec, WorkloadSpec } from "../../../components/workload/spec.ts";
import { containerWith, goodContainer, goodWorkload, workloadWith } from "./fixture.ts";

const problems = (workload: WorkloadSpec) => resourceProblems(workload, "workload tools/app").map(describeProblem);
const resources = (change: Partial<ContainerSpec["resources"]>) =>
  containerWith({ resources: { ...goodContainer.resources, ...change } });

describe("the resources of a workload", () => {
  it("are in order", () => {
    expect(problems(goodWorkload)).toEqual([]);
  });

  it.each([
    {
      workload: resources({ limits: { cpu: "50m", memory: "128Mi" } }),
      message:
        "workload tools/app container app: requests 100m of cpu with a limit of 50m; a limit is at least the request; raise the limit or lower the request",
    },
    {
      workload: resources({ limits: { cpu: "1", memory: "63Mi" } }),
      message:
        "workload tools/app container app: requests 64Mi of memory with a limit of 63Mi; a limit is at least the request; raise the limit or lower the request",
    },
    {
      workload: resources({ ephemeralStorage: { request: "2Gi", limit: "1Gi" } }),
      message:
        "workload tools/app container app: requests 2Gi of ephemeral storage with a limit of 1Gi; a limit is at least the request; raise the limit or lower the request",
    },
    {
      workload: resources({ limits: { cpu: "lots", memory: "128Mi" } }),
      message: 'workload tools/app container app: "lots"; a quantity like 250m, 1, 128Mi or 5Gi; write the quantity',
    },
    {
      workload: workloadWith({ volumes: [{ kind: "scratch", name: "tmp", size: "256mb" }] }),
      message: 'workload tools/app volume tmp: "256mb"; a quantity like 250m, 1, 128Mi or 5Gi; write the quantity',
    },
    {
      workload: workloadWith({ volumes: [{ kind: "scratch", name: "tmp", size: "1Gi" }] }),
      message:
        "workload tools/app: scratch volumes of 1Gi; the ephemeral storage limits of its containers, 128Mi together; raise ephemeralStorage.limit of the container that writes",
    },
  ])("are refused: $message", ({ workload, message }) => {
    expect(problems(workload)).toEqual([message]);
  });

  it("may request what they are limited to", () => {
    expect(problems(resources({ limits: goodContainer.resources.requests }))).toEqual([]);
  });

  it("count scratch volumes against every container that runs, and memory against none", () => {
    const sidecar = { ...goodContainer, name: "proxy", sidecar: true };
    const tmp = { kind: "scratch" as const, name: "tmp", size: "256Mi" };
    expect(problems(workloadWith({ volumes: [tmp], initContainers: [sidecar] }))).toEqual([]);
    expect(problems(workloadWith({ volumes: [tmp], initContainers: [{ ...sidecar, sidecar: false }] }))).toHaveLength(1);
    expect(problems(workloadWith({ volumes: [{ ...tmp, size: "8Gi", memory: true }] }))).toEqual([]);
  });
});
