import { stringify } from "yaml";
import type { KubernetesObject } from "../engine/kubernetesObjects.ts";

/**
 * One file per object, numbered in apply order: `kubectl apply -f` reads a folder by name. Deterministic. Values that are not known
 * before a deployment and secrets stand as marks; such a file is for reading, not for applying.
 */
export function manifestFiles(objects: readonly KubernetesObject[]): ReadonlyMap<string, string> {
  const width = String(objects.length).length;
  return new Map(
    objects.map((object, index) => [
      fileName(object, String(index + 1).padStart(width, "0")),
      stringify(withMaps(object), YAML_OPTIONS),
    ]),
  );
}

/** Of the data of a Secret that is not even known by its keys, the mark would be no map, which every reader refuses. */
function withMaps(object: KubernetesObject): KubernetesObject {
  const maps = ["data", "stringData"].filter((key) => object.kind === "Secret" && typeof object[key] === "string");
  return { ...object, ...Object.fromEntries(maps.map((key) => [key, {}])) };
}

/** Long lines stay whole, and no anchors: a manifest is read by people and by tools that know neither. */
const YAML_OPTIONS = { lineWidth: 0, aliasDuplicateObjects: false } as const;

function fileName(object: KubernetesObject, number: string): string {
  const { name = "unnamed", namespace } = object.metadata;
  const parts = [number, object.kind, namespace, name].filter((part) => part !== undefined);
  return `${parts
    .join("-")
    .toLowerCase()
    .replaceAll(/[^a-z0-9.-]/g, "_")}.yaml`;
}
