import type { IDaemonSet, IDeployment, IDeploymentStrategy, IStatefulSet } from "kubernetes-models/apps/v1";
import type { IJob } from "kubernetes-models/batch/v1";
import type { IPersistentVolumeClaim } from "kubernetes-models/v1";
import { defined } from "../shared/defined.ts";
import { selectorLabels, standardLabels } from "../shared/labels.ts";
import { renderPod } from "./renderPod.ts";
import { claimName } from "./renderVolumes.ts";
import { fixedReplicas } from "./replicas.ts";
import type { ClaimSpec, Controller, WorkloadSpec } from "./spec.ts";

export type ControllerManifest = IDeployment | IStatefulSet | IDaemonSet | IJob;

type ControllerOf<K extends Controller["kind"]> = Extract<Controller, { kind: K }>;

/** The controller object of a workload. */
export function renderController(workload: WorkloadSpec): ControllerManifest {
  const { controller } = workload;
  switch (controller.kind) {
    case "Deployment":
      return renderDeployment(workload, controller);
    case "StatefulSet":
      return renderStatefulSet(workload, controller);
    case "DaemonSet":
      return renderDaemonSet(workload, controller);
    case "Job":
      return renderJob(workload, controller);
  }
}

/** Claims that are objects of their own; those of a StatefulSet belong to its template. */
export function renderClaims(workload: WorkloadSpec): IPersistentVolumeClaim[] {
  return (workload.volumes ?? []).flatMap((volume) => (volume.kind === "claim" ? [renderSharedClaim(volume, workload)] : []));
}

function renderDeployment(workload: WorkloadSpec, controller: ControllerOf<"Deployment">): IDeployment {
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: metadata(workload),
    spec: defined({
      replicas: fixedReplicas(controller.replicas),
      selector: selector(workload),
      strategy: renderStrategy(controller.strategy),
      template: renderPod(workload),
    }),
  };
}

/** A new pod is ready before an old one goes. */
function renderStrategy(strategy: "RollingUpdate" | "Recreate" = "RollingUpdate"): IDeploymentStrategy {
  if (strategy === "Recreate") return { type: "Recreate" };
  return { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } };
}

function renderStatefulSet(workload: WorkloadSpec, controller: ControllerOf<"StatefulSet">): IStatefulSet {
  return {
    apiVersion: "apps/v1",
    kind: "StatefulSet",
    metadata: metadata(workload),
    spec: defined({
      replicas: fixedReplicas(controller.replicas),
      serviceName: controller.serviceName,
      selector: selector(workload),
      updateStrategy: { type: "RollingUpdate" as const },
      // Data outlives the controller: deleting it is a decision of a person.
      persistentVolumeClaimRetentionPolicy: { whenDeleted: "Retain", whenScaled: "Retain" },
      volumeClaimTemplates: controller.claims?.map((claim) => renderClaim(claim, labels(workload))),
      template: renderPod(workload),
    }),
  };
}

function renderDaemonSet(workload: WorkloadSpec, controller: ControllerOf<"DaemonSet">): IDaemonSet {
  return {
    apiVersion: "apps/v1",
    kind: "DaemonSet",
    metadata: metadata(workload),
    spec: {
      selector: selector(workload),
      updateStrategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: controller.maxUnavailable ?? 1 } },
      template: renderPod(workload),
    },
  };
}

/** Without `ttlSecondsAfterFinished`: a Job that vanished would be made, and run, again. */
function renderJob(workload: WorkloadSpec, controller: ControllerOf<"Job">): IJob {
  return {
    apiVersion: "batch/v1",
    kind: "Job",
    metadata: metadata(workload),
    spec: { backoffLimit: controller.backoffLimit, template: renderPod(workload) },
  };
}

function renderSharedClaim(volume: ClaimSpec, workload: WorkloadSpec): IPersistentVolumeClaim {
  const claim = renderClaim({ ...volume, name: claimName(workload.name, volume.name) }, labels(workload));
  return { ...claim, metadata: { ...claim.metadata, namespace: workload.namespace } };
}

function renderClaim(claim: ClaimSpec, claimLabels: Record<string, string>): IPersistentVolumeClaim {
  return {
    apiVersion: "v1",
    kind: "PersistentVolumeClaim",
    metadata: { name: claim.name, labels: claimLabels },
    spec: defined({
      accessModes: ["ReadWriteOnce" as const],
      storageClassName: claim.storageClass,
      resources: { requests: { storage: claim.size } },
    }),
  };
}

function metadata(workload: WorkloadSpec): { name: string; namespace: string; labels: Record<string, string> } {
  return { name: workload.name, namespace: workload.namespace, labels: labels(workload) };
}

function labels(workload: WorkloadSpec): Record<string, string> {
  return { ...standardLabels(workload.name, workload.component) };
}

function selector(workload: WorkloadSpec): { matchLabels: Record<string, string> } {
  return { matchLabels: { ...selectorLabels(workload.name) } };
}
