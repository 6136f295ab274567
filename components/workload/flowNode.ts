import type { NodePort, NodeServicePort, WorkloadNode } from "../flow/graph.ts";
import { podLabels } from "./renderPod.ts";
import type { ContainerSpec, WorkloadSpec } from "./spec.ts";

/** What the flow compilers need of a workload. A Service port that leads to no container port is left out: validation reports it. */
export function flowNode(workload: WorkloadSpec): WorkloadNode {
  const ports = nodePorts(workload);
  return {
    key: workloadKey(workload),
    namespace: workload.namespace,
    name: workload.name,
    controller: workload.controller.kind,
    podLabels: podLabels(workload),
    serviceAccount: workload.serviceAccount.name,
    hostNetwork: workload.host?.network === true,
    ports,
    services: servicePorts(workload, ports),
    identity: workload.identity,
  };
}

/** `namespace/name`: the key of a workload in the flow graph. */
export function workloadKey({ namespace, name }: Pick<WorkloadSpec, "namespace" | "name">): string {
  return `${namespace}/${name}`;
}

function nodePorts(workload: WorkloadSpec): NodePort[] {
  const containers: readonly ContainerSpec[] = [...(workload.initContainers ?? []), ...workload.containers];
  return containers.flatMap(({ ports }) =>
    (ports ?? []).map(({ name, port, protocol }) => ({ name, port, protocol: protocol ?? "TCP" })),
  );
}

function servicePorts(workload: WorkloadSpec, ports: readonly NodePort[]): NodeServicePort[] {
  return (workload.services ?? []).flatMap((service) =>
    service.ports.flatMap(({ port, targetPort }) => {
      const target = ports.find(({ name }) => name === targetPort);
      return target === undefined ? [] : [{ service: service.name, port, targetPort: target.port, protocol: target.protocol }];
    }),
  );
}
