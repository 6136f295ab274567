import { isAbsent, isUnknown, read } from "./plain.ts";
import type { World } from "./rule.ts";
import type { Plain, PolicyResource } from "./verdict.ts";

/** How many pods a controller runs: least and most, UNKNOWN where that is not known. */
export interface ReplicaRange {
  readonly least: Plain;
  readonly most: Plain;
}

/** Whole objects of the kinds (`Deployment`, `StatefulSet`) in the apps group; patches show only a part. */
export function controllersIn(world: World, ...kinds: readonly string[]): readonly PolicyResource[] {
  return kinds.flatMap((kind) => world.byKind(kind, "apps")).filter(({ kubernetes }) => kubernetes?.partial !== true);
}

/** Replicas by the autoscaler that targets the controller, else by the controller itself; one where nothing is said. */
export function replicasOf(world: World, controller: PolicyResource): ReplicaRange {
  const scaler = world.byKind("HorizontalPodAutoscaler").find((candidate) => targets(candidate, controller));
  const declared = orOne(read(controller.props, "spec", "replicas"));
  if (scaler === undefined) return { least: declared, most: declared };
  return { least: orOne(read(scaler.props, "spec", "minReplicas")), most: orOne(read(scaler.props, "spec", "maxReplicas")) };
}

function targets(scaler: PolicyResource, { kubernetes }: PolicyResource): boolean {
  const target = read(scaler.props, "spec", "scaleTargetRef");
  return (
    scaler.kubernetes?.namespace === kubernetes?.namespace &&
    read(target, "kind") === kubernetes?.kind &&
    read(target, "name") === kubernetes?.name
  );
}

function orOne(value: Plain): Plain {
  return isAbsent(value) ? 1 : value;
}

/** Whether a number of replicas reaches a minimum; undefined when it is not known. */
export function reaches(replicas: Plain, minimum: number): boolean | undefined {
  return isUnknown(replicas) ? undefined : typeof replicas === "number" && replicas >= minimum;
}
