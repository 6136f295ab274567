import { parseQuantity } from "../../shared/quantity.ts";
import type { ContainerSpec, WorkloadSpec } from "../../workload/spec.ts";

/** Cores and bytes. */
export interface Amount {
  readonly cpu: number;
  readonly memory: number;
}

export interface PodResources {
  readonly requests: Amount;
  readonly limits: Amount;
}

/**
 * What one pod takes, as the scheduler and quotas count it: sidecars and containers together, or an init container with
 * the sidecars started before it, whichever is more.
 * https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#resource-sharing-within-containers
 */
export function podResources(workload: WorkloadSpec): PodResources {
  return {
    requests: effective(workload, ({ resources }) => resources.requests),
    limits: effective(workload, ({ resources }) => resources.limits),
  };
}

type Pick = (container: ContainerSpec) => { readonly cpu: string; readonly memory: string };

function effective(workload: WorkloadSpec, pick: Pick): Amount {
  let sidecars: Amount = { cpu: 0, memory: 0 };
  let starting: Amount = sidecars;
  for (const container of workload.initContainers ?? []) {
    const together = add(sidecars, amount(pick(container)));
    starting = larger(starting, together);
    if (container.sidecar === true) sidecars = together;
  }
  const running = workload.containers.map((container) => amount(pick(container))).reduce(add, sidecars);
  return larger(starting, running);
}

function amount({ cpu, memory }: ReturnType<Pick>): Amount {
  return { cpu: parseQuantity(cpu) ?? 0, memory: parseQuantity(memory) ?? 0 };
}

function add(left: Amount, right: Amount): Amount {
  return { cpu: left.cpu + right.cpu, memory: left.memory + right.memory };
}

function larger(left: Amount, right: Amount): Amount {
  return { cpu: Math.max(left.cpu, right.cpu), memory: Math.max(left.memory, right.memory) };
}
