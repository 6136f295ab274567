import { isAbsent, isUnknown, read, text } from "./plain.ts";
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
export function replicasOf(world: World, { props, kubernetes }: PolicyResource): ReplicaRange {
  const scaler = autoscalersOf(world).get(keyOf(kubernetes?.namespace, kubernetes?.kind, kubernetes?.name));
  const declared = orOne(read(props, "spec", "replicas"));
  if (scaler === undefined) return { least: declared, most: declared };
  return { least: orOne(read(scaler.props, "spec", "minReplicas")), most: orOne(read(scaler.props, "spec", "maxReplicas")) };
}

const autoscalers = new WeakMap<World, ReadonlyMap<string, PolicyResource>>();

/** Autoscalers of a world by what they scale. */
function autoscalersOf(world: World): ReadonlyMap<string, PolicyResource> {
  let found = autoscalers.get(world);
  if (found === undefined) {
    found = new Map(world.byKind("HorizontalPodAutoscaler").map((scaler) => [targetOf(scaler), scaler]));
    autoscalers.set(world, found);
  }
  return found;
}

function targetOf({ props, kubernetes }: PolicyResource): string {
  const target = read(props, "spec", "scaleTargetRef");
  return keyOf(kubernetes?.namespace, text(read(target, "kind")), text(read(target, "name")));
}

function keyOf(...parts: readonly (string | undefined)[]): string {
  return parts.join("/");
}

function orOne(value: Plain): Plain {
  return isAbsent(value) ? 1 : value;
}

/** Whether a number of replicas reaches a minimum; undefined when it is not known. */
export function reaches(replicas: Plain, minimum: number): boolean | undefined {
  return isUnknown(replicas) ? undefined : typeof replicas === "number" && replicas >= minimum;
}
