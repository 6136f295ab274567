import { entries, isList, isRecord, items, read, text } from "../plain.ts";
import { podSpecsOf, type PodSpecView } from "../podSpecs.ts";
import type { World } from "../rule.ts";
import type { Plain, PolicyResource } from "../verdict.ts";

/** A workload that ships to a store. */
export interface Writer {
  readonly resource: PolicyResource;
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly pod: PodSpecView;
}

/** Every workload that says the name of a store: in what a container runs with, or in a ConfigMap that the pod mounts. */
export function writersTo(world: World, name: string): readonly Writer[] {
  return world.resources.flatMap((resource) =>
    podSpecsOf(resource)
      .filter((pod) => saysName(world, resource, pod, name))
      .map((pod) => ({
        resource,
        pod,
        namespace: resource.kubernetes?.namespace ?? "default",
        serviceAccount: text(read(pod.spec, "serviceAccountName")) ?? "default",
      })),
  );
}

function saysName(world: World, { kubernetes }: PolicyResource, { spec, containers }: PodSpecView, name: string): boolean {
  const word = new RegExp(`(?<![a-z0-9-])${name.replaceAll(".", "\\.")}(?![a-z0-9-])`);
  const mentions = (value: Plain): boolean => strings(value).some((found) => word.test(found));
  if (containers.some(({ container }) => ["args", "command", "env"].some((field) => mentions(read(container, field)))))
    return true;
  const mounted = items(read(spec, "volumes")).map((volume) => text(read(volume, "configMap", "name")));
  return world
    .byKind("ConfigMap")
    .filter((map) => map.kubernetes?.namespace === kubernetes?.namespace && mounted.includes(map.kubernetes?.name))
    .some((map) => mentions(read(map.props, "data")));
}

function strings(value: Plain): readonly string[] {
  if (typeof value === "string") return [value];
  if (isList(value)) return value.flatMap(strings);
  return isRecord(value) ? entries(value).flatMap(([, inner]) => strings(inner)) : [];
}
