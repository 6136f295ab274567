import type { Problem } from "../shared/problem.ts";
import type { ContainerSpec, WorkloadSpec } from "./spec.ts";

/** Pods are killed at the end of their grace period, whatever still runs. @default 30, as Kubernetes has it */
const DEFAULT_GRACE = 30;

/** What the API server refuses of containers that run before or beside the others, and ends that leave no time. */
export function sidecarProblems(workload: WorkloadSpec, at: string): Problem[] {
  const init = workload.initContainers ?? [];
  return [
    ...workload.containers.filter(({ sidecar }) => sidecar === true).map(({ name }) => misplaced(name, at)),
    ...init.filter(({ sidecar }) => sidecar !== true).flatMap((container) => transientProblems(container, at)),
    ...[...init, ...workload.containers].flatMap((container) => graceProblems(container, workload, at)),
  ];
}

/** Only an init container can start before the others and stop after them. */
function misplaced(name: string, at: string): Problem {
  return {
    path: `${at} container ${name}`,
    given: "is a sidecar among the containers",
    allowed: "a sidecar is an init container that restarts always",
    change: "move it to initContainers",
  };
}

/** It ends before anybody could ask it. */
function transientProblems({ name, liveness, readiness, startup, preStopSeconds }: ContainerSpec, at: string): Problem[] {
  const asked = { liveness, readiness, startup, preStopSeconds };
  return Object.entries(asked)
    .filter(([, value]) => value !== undefined)
    .map(([key]) => ({
      path: `${at} container ${name}`,
      given: `an init container has ${key}`,
      allowed: "an init container that ends has neither probes nor a way to stop",
      change: `remove ${key}, or make it a sidecar`,
    }));
}

function graceProblems({ name, preStopSeconds }: ContainerSpec, workload: WorkloadSpec, at: string): Problem[] {
  const grace = workload.terminationGracePeriodSeconds ?? DEFAULT_GRACE;
  if (preStopSeconds === undefined || preStopSeconds < grace) return [];
  return [
    {
      path: `${at} container ${name}`,
      given: `runs on for ${preStopSeconds} seconds in a pod that is killed after ${grace}`,
      allowed: "the grace period is longer, so that the container can stop in order",
      change: "raise terminationGracePeriodSeconds or lower preStopSeconds",
    },
  ];
}
