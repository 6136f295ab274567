import { describe, expect, it } from "vitest";
import { podResources } from "../../../../components/platform/baseline/podResources.ts";
import type { ContainerSpec } from "../../../../components/workload/spec.ts";
import { goodContainer, workloadWith } from "../../workload/fixture.ts";

const MEBI = 2 ** 20;

const container = (cpu: string, memory: string, sidecar = false): ContainerSpec => ({
  ...goodContainer,
  sidecar,
  resources: { requests: { cpu, memory }, limits: { cpu: "2", memory: "1Gi" } },
});

const requests = (init: readonly ContainerSpec[], containers: readonly ContainerSpec[]) =>
  podResources(workloadWith({ initContainers: init, containers })).requests;

describe("resources of a pod", () => {
  it("are the sum of its containers", () => {
    expect(requests([], [container("100m", "64Mi"), container("50m", "32Mi")])).toEqual({
      cpu: 0.15000000000000002,
      memory: 96 * MEBI,
    });
  });

  it("are those of an init container where it is larger, per resource", () => {
    expect(requests([container("1", "16Mi")], [container("100m", "64Mi")])).toEqual({ cpu: 1, memory: 64 * MEBI });
  });

  it("count sidecars with the containers, and with the init containers after them", () => {
    expect(requests([container("250m", "64Mi", true)], [container("250m", "64Mi")])).toEqual({ cpu: 0.5, memory: 128 * MEBI });
    const later = [container("250m", "64Mi", true), container("1", "16Mi")];
    expect(requests(later, [container("250m", "64Mi")])).toEqual({ cpu: 1.25, memory: 128 * MEBI });
    const earlier = [container("1", "16Mi"), container("250m", "64Mi", true)];
    expect(requests(earlier, [container("250m", "64Mi")])).toEqual({ cpu: 1, memory: 128 * MEBI });
  });

  it("count limits the same way", () => {
    expect(podResources(workloadWith({ containers: [container("1", "1Mi"), container("1", "1Mi")] })).limits).toEqual({
      cpu: 4,
      memory: 2048 * MEBI,
    });
  });
});
