import type { Problem } from "../shared/problem.ts";
import { formatBytes, parseQuantity } from "../shared/quantity.ts";
import { DEFAULT_EPHEMERAL_STORAGE } from "./renderContainer.ts";
import type { ContainerSpec, VolumeSpec, WorkloadSpec } from "./spec.ts";

/** Requests above limits, quantities that are none, and disks larger than what the pod may use before it is evicted. */
export function resourceProblems(workload: WorkloadSpec, at: string): Problem[] {
  const containers = [...(workload.initContainers ?? []), ...workload.containers];
  const problems = [
    ...containers.flatMap((container) => containerResourceProblems(container, `${at} container ${container.name}`)),
    ...sizes(workload).flatMap(({ path, size }) => quantityProblems(size, `${at} ${path}`)),
  ];
  return problems.length > 0 ? problems : scratchProblems(workload, at);
}

function containerResourceProblems({ resources }: ContainerSpec, path: string): Problem[] {
  const storage = resources.ephemeralStorage ?? DEFAULT_EPHEMERAL_STORAGE;
  const pairs = [
    { what: "cpu", request: resources.requests.cpu, limit: resources.limits.cpu },
    { what: "memory", request: resources.requests.memory, limit: resources.limits.memory },
    { what: "ephemeral storage", ...storage },
  ];
  return pairs.flatMap(({ what, request, limit }) => {
    const malformed = [...quantityProblems(request, path), ...quantityProblems(limit, path)];
    if (malformed.length > 0) return malformed;
    if ((parseQuantity(limit) ?? 0) >= (parseQuantity(request) ?? 0)) return [];
    return [
      {
        path,
        given: `requests ${request} of ${what} with a limit of ${limit}`,
        allowed: "a limit is at least the request",
        change: "raise the limit or lower the request",
      },
    ];
  });
}

function sizes(workload: WorkloadSpec): { path: string; size: string }[] {
  const claims = workload.controller.kind === "StatefulSet" ? (workload.controller.claims ?? []) : [];
  const volumes = (workload.volumes ?? []).filter(hasSize);
  return [...volumes, ...claims].map(({ name, size }) => ({ path: `volume ${name}`, size }));
}

function hasSize(volume: VolumeSpec): volume is Extract<VolumeSpec, { size: string }> {
  return volume.kind === "scratch" || volume.kind === "claim";
}

function quantityProblems(quantity: string, path: string): Problem[] {
  if (parseQuantity(quantity) !== undefined) return [];
  return [{ path, given: `"${quantity}"`, allowed: "a quantity like 250m, 1, 128Mi or 5Gi", change: "write the quantity" }];
}

/** The kubelet evicts a pod whose emptyDirs outgrow the sum of its containers' limits, long before their own size is reached. */
function scratchProblems(workload: WorkloadSpec, at: string): Problem[] {
  const disks = (workload.volumes ?? []).filter((volume) => volume.kind === "scratch" && volume.memory !== true).filter(hasSize);
  const wanted = sum(disks.map(({ size }) => size));
  const running = [...workload.containers, ...(workload.initContainers ?? []).filter(({ sidecar }) => sidecar === true)];
  const allowed = sum(running.map(({ resources }) => (resources.ephemeralStorage ?? DEFAULT_EPHEMERAL_STORAGE).limit));
  if (wanted <= allowed) return [];
  return [
    {
      path: at,
      given: `scratch volumes of ${formatBytes(wanted)}`,
      allowed: `the ephemeral storage limits of its containers, ${formatBytes(allowed)} together`,
      change: "raise ephemeralStorage.limit of the container that writes",
    },
  ];
}

function sum(quantities: readonly string[]): number {
  return quantities.reduce((total, quantity) => total + (parseQuantity(quantity) ?? 0), 0);
}
