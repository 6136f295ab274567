import { identifyToken } from "../../policy/lib/kubernetesObject.ts";
import { UNKNOWN, type Plain, type PolicyResource } from "../../policy/lib/verdict.ts";
import type { PreviewRecord, Recorded } from "../engine/record.ts";

/** The recorded resources as the pack's own functions take them. */
export function policyResources(record: PreviewRecord): readonly PolicyResource[] {
  return record.resources.map((resource) => {
    const props = plain(resource.inputs) as Readonly<Record<string, Plain>>;
    return {
      type: resource.type,
      id: resource.urn,
      name: resource.name,
      parent: resource.parent,
      props,
      kubernetes: identifyToken(resource.type, props),
      options: { protect: resource.protect, ignoreChanges: resource.ignoreChanges },
      component: !resource.custom,
    };
  });
}

function plain(value: Recorded): Plain {
  if (Array.isArray(value)) return value.map((item: Recorded) => plain(item));
  if (typeof value !== "object" || value === null) return value as Plain;
  const record = value as Readonly<Record<string, Recorded>>;
  if (record["$unknown"] === true) return UNKNOWN;
  return Object.fromEntries(Object.entries(record).map(([key, inner]) => [key, plain(inner)]));
}
