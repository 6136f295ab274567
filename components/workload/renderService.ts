import type { IHorizontalPodAutoscaler } from "kubernetes-models/autoscaling/v2";
import type { IPodDisruptionBudget } from "kubernetes-models/policy/v1";
import type { IService } from "kubernetes-models/v1";
import { defined } from "../shared/defined.ts";
import { selectorLabels, standardLabels } from "../shared/labels.ts";
import { loosenedAnnotation } from "./loosenings.ts";
import { maxReplicas, replicaRange } from "./replicas.ts";
import type { ServiceSpec, WorkloadSpec } from "./spec.ts";

/** Seconds of lower load before pods are removed: a pause between two bursts is not the end of the load. */
const SCALE_DOWN_SECONDS = 300;

/** What a ServiceMonitor of the Prometheus operator says; its CRD is not part of Kubernetes. */
export interface ServiceMonitorManifest {
  readonly apiVersion: "monitoring.coreos.com/v1";
  readonly kind: "ServiceMonitor";
  readonly metadata: { readonly name: string; readonly namespace: string; readonly labels: Record<string, string> };
  readonly spec: {
    readonly selector: { readonly matchLabels: Record<string, string> };
    readonly endpoints: readonly { readonly port: string; readonly path: string; readonly interval: string }[];
  };
}

/** The Services in front of a workload. */
export function renderServices(workload: WorkloadSpec): IService[] {
  return (workload.services ?? []).map((service) => renderService(service, workload));
}

/** At most one pod away at a time, for a workload that can spare one; pods that are not ready never block a drain. */
export function renderDisruptionBudget(workload: WorkloadSpec): IPodDisruptionBudget | undefined {
  if (maxReplicas(workload.controller) < 2) return undefined;
  return {
    apiVersion: "policy/v1",
    kind: "PodDisruptionBudget",
    metadata: metadata(workload, workload.name),
    spec: { maxUnavailable: 1, selector: selector(workload), unhealthyPodEvictionPolicy: "AlwaysAllow" },
  };
}

/** Scales between the bounds on CPU use; undefined for a fixed number of replicas. */
export function renderAutoscaler(workload: WorkloadSpec): IHorizontalPodAutoscaler | undefined {
  const range = replicaRange(workload.controller);
  if (range === undefined) return undefined;
  return {
    apiVersion: "autoscaling/v2",
    kind: "HorizontalPodAutoscaler",
    metadata: metadata(workload, workload.name),
    spec: {
      scaleTargetRef: { apiVersion: "apps/v1", kind: workload.controller.kind, name: workload.name },
      minReplicas: range.min,
      maxReplicas: range.max,
      metrics: [
        {
          type: "Resource",
          resource: { name: "cpu", target: { type: "Utilization", averageUtilization: range.targetCpuPercent } },
        },
      ],
      behavior: { scaleDown: { stabilizationWindowSeconds: SCALE_DOWN_SECONDS } },
    },
  };
}

/** Tells the Prometheus operator what to scrape. */
export function renderServiceMonitor(workload: WorkloadSpec): ServiceMonitorManifest | undefined {
  if (workload.serviceMonitor === undefined) return undefined;
  return {
    apiVersion: "monitoring.coreos.com/v1",
    kind: "ServiceMonitor",
    metadata: metadata(workload, workload.name),
    spec: { selector: selector(workload), endpoints: [workload.serviceMonitor] },
  };
}

function renderService(service: ServiceSpec, workload: WorkloadSpec): IService {
  const type = service.type ?? "ClusterIP";
  const annotations = typeof type === "object" ? { ...loosenedAnnotation("node-port", type.nodePort) } : undefined;
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: defined({ ...metadata(workload, service.name), annotations }),
    spec: defined({
      type: typeof type === "object" ? ("NodePort" as const) : ("ClusterIP" as const),
      clusterIP: type === "Headless" ? "None" : undefined,
      selector: { ...selectorLabels(workload.name) },
      publishNotReadyAddresses: service.publishNotReadyAddresses,
      sessionAffinity: service.sessionAffinity,
      ports: service.ports.map((port) => defined({ ...port, protocol: protocolOf(port.targetPort, workload) })),
    }),
  };
}

/** A Service port has the protocol of the container port it leads to. */
function protocolOf(targetPort: string, workload: WorkloadSpec): "TCP" | "UDP" | "SCTP" {
  const ports = [...(workload.initContainers ?? []), ...workload.containers].flatMap((container) => container.ports ?? []);
  return ports.find(({ name }) => name === targetPort)?.protocol ?? "TCP";
}

function metadata(workload: WorkloadSpec, name: string): { name: string; namespace: string; labels: Record<string, string> } {
  return { name, namespace: workload.namespace, labels: { ...standardLabels(workload.name, workload.component) } };
}

function selector(workload: WorkloadSpec): { matchLabels: Record<string, string> } {
  return { matchLabels: { ...selectorLabels(workload.name) } };
}
