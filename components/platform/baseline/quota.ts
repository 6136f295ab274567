import type { IResourceQuota } from "kubernetes-models/v1";
import { PART_OF } from "../../shared/labels.ts";
import { formatBytes, formatCpu, parseQuantity } from "../../shared/quantity.ts";
import { maxReplicas } from "../../workload/replicas.ts";
import type { Controller, WorkloadSpec } from "../../workload/spec.ts";
import { podResources, type PodResources } from "./podResources.ts";
import type { NamespaceSpec, QuotaSpec } from "./spec.ts";

const SYSTEM_CLASSES = ["system-node-critical", "system-cluster-critical"] as const;

/**
 * What the workloads of a namespace need at their largest, and no more.
 * @param nodes most nodes the cluster may have: a DaemonSet has a pod on each
 */
export function quotaFor(workloads: readonly WorkloadSpec[], nodes: number): QuotaSpec {
  const total = (pick: (pod: PodResources) => number): number =>
    sum(workloads.map((workload) => pick(podResources(workload)) * podCount(workload.controller, nodes)));
  const claims = workloads.flatMap(claimSizes);
  return {
    pods: sum(workloads.map(({ controller }) => podCount(controller, nodes))),
    requestsCpu: formatCpu(total(({ requests }) => requests.cpu)),
    requestsMemory: formatBytes(total(({ requests }) => requests.memory)),
    limitsCpu: formatCpu(total(({ limits }) => limits.cpu)),
    limitsMemory: formatBytes(total(({ limits }) => limits.memory)),
    persistentVolumeClaims: claims.length,
    requestsStorage: formatBytes(sum(claims)),
    services: { nodePorts: sum(workloads.map(nodePorts)), loadBalancers: 0 },
    systemPriorityClasses: SYSTEM_CLASSES.filter((name) => workloads.some(({ priorityClassName }) => priorityClassName === name)),
  };
}

/**
 * The quota of a namespace, and one for each system priority class in it: some distributions (GKE) admit such pods
 * outside kube-system only under a quota that names the class.
 * https://kubernetes.io/docs/concepts/policy/resource-quotas/#limit-priority-class-consumption-by-default
 */
export function renderQuotas({ name: namespace, quota }: NamespaceSpec): IResourceQuota[] {
  const scoped = (quota.systemPriorityClasses ?? []).map((priorityClass): IResourceQuota => ({
    ...quotaObject(priorityClass, namespace),
    spec: {
      hard: { pods: String(quota.pods) },
      scopeSelector: { matchExpressions: [{ scopeName: "PriorityClass", operator: "In", values: [priorityClass] }] },
    },
  }));
  return [{ ...quotaObject("workloads", namespace), spec: { hard: hardLimits(quota) } }, ...scoped];
}

function hardLimits(quota: QuotaSpec): Record<string, string> {
  return {
    pods: String(quota.pods),
    "requests.cpu": quota.requestsCpu,
    "requests.memory": quota.requestsMemory,
    "limits.cpu": quota.limitsCpu,
    "limits.memory": quota.limitsMemory,
    persistentvolumeclaims: String(quota.persistentVolumeClaims),
    "requests.storage": quota.requestsStorage,
    "services.nodeports": String(quota.services.nodePorts),
    "services.loadbalancers": String(quota.services.loadBalancers),
  };
}

function quotaObject(name: string, namespace: string): IResourceQuota {
  return {
    apiVersion: "v1",
    kind: "ResourceQuota",
    metadata: { name, namespace, labels: { "app.kubernetes.io/part-of": PART_OF } },
  };
}

/** A rolling Deployment has one pod too many, and one that is still ending: both count. The others end a pod before they start one. */
function podCount(controller: Controller, nodes: number): number {
  if (controller.kind === "DaemonSet") return nodes;
  const rolls = controller.kind === "Deployment" && controller.strategy !== "Recreate";
  return maxReplicas(controller) + (rolls ? 2 : 0);
}

function claimSizes({ controller, volumes }: WorkloadSpec): number[] {
  const own = controller.kind === "StatefulSet" ? (controller.claims ?? []) : [];
  const perReplica = Array.from({ length: maxReplicas(controller) }, () => own.map(({ size }) => size)).flat();
  const shared = (volumes ?? []).flatMap((volume) => (volume.kind === "claim" ? [volume.size] : []));
  return [...perReplica, ...shared].map((size) => parseQuantity(size) ?? 0);
}

function nodePorts({ services }: WorkloadSpec): number {
  return sum((services ?? []).map(({ type, ports }) => (typeof type === "object" ? ports.length : 0)));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
