import { apiGroupOf } from "./kubernetesObject.ts";
import type { World } from "./rule.ts";
import type { PolicyResource } from "./verdict.ts";

/** Indexes all resources once, so that no world rule has to walk them again. */
export function buildWorld(resources: readonly PolicyResource[]): World {
  const byType = Map.groupBy(resources, (resource) => resource.type);
  const byKind = Map.groupBy(resources, (resource) => resource.kubernetes?.kind);
  return {
    resources,
    byType: (type) => byType.get(type) ?? [],
    byKind: (kind, apiGroup) => {
      const found = byKind.get(kind) ?? [];
      return apiGroup === undefined
        ? found
        : found.filter(({ kubernetes }) => kubernetes !== undefined && apiGroupOf(kubernetes.apiVersion) === apiGroup);
    },
  };
}

/** What follows from a whole world, worked out when it is first asked for. */
export function oncePerWorld<T extends object>(work: (world: World) => T): (world: World) => T {
  const done = new WeakMap<World, T>();
  return (world) => {
    let result = done.get(world);
    if (result === undefined) {
      result = work(world);
      done.set(world, result);
    }
    return result;
  };
}
