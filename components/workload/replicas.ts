import type { Controller, Replicas } from "./spec.ts";

/** A range of replicas, scaled by a HorizontalPodAutoscaler. */
export type ReplicaRange = Exclude<Replicas, number>;

/** The range of a controller that scales; undefined for a fixed number. */
export function replicaRange(controller: Controller): ReplicaRange | undefined {
  return "replicas" in controller && typeof controller.replicas !== "number" ? controller.replicas : undefined;
}

/** The fixed number of replicas; undefined where an autoscaler decides, so that the two never fight over the field. */
export function fixedReplicas(replicas: Replicas): number | undefined {
  return typeof replicas === "number" ? replicas : undefined;
}

/** Most pods the controller asks for at rest. A DaemonSet counts as one: its pods are never on the same node. */
export function maxReplicas(controller: Controller): number {
  if (!("replicas" in controller)) return 1;
  return typeof controller.replicas === "number" ? controller.replicas : controller.replicas.max;
}
