import { registeredId } from "./kubernetesObject.ts";
import type { World } from "./rule.ts";
import type { PolicyResource } from "./verdict.ts";
import { oncePerWorld } from "./world.ts";

type ById = ReadonlyMap<string, PolicyResource>;

const byId: (world: World) => ById = oncePerWorld(
  ({ resources }) => new Map(resources.map((resource) => [registeredId(resource.id), resource])),
);

/** Whether a program registered the resource and told what it depends on. */
export function isOrdered({ dependsOn }: PolicyResource): boolean {
  return dependsOn !== undefined;
}

/** Ids of all that a resource waits for: what it depends on, what its parents depend on, and what those wait for in turn. */
export function awaitedBy(world: World, resource: PolicyResource): ReadonlySet<string> {
  const awaited = new Set<string>();
  const open = [resource];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const id of [...(next.dependsOn ?? []), ...(next.parent === undefined ? [] : [next.parent])]) {
      const known = byId(world).get(id);
      if (!awaited.has(id) && known !== undefined) open.push(known);
      awaited.add(id);
    }
  }
  return awaited;
}
