import { identifyToken } from "../../policy/lib/kubernetesObject.ts";
import { REDACTED, UNKNOWN, type Plain, type PolicyResource } from "../../policy/lib/verdict.ts";
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
      dependsOn: resource.dependsOn,
      props,
      kubernetes: identifyToken(resource.type, props),
      options: { protect: resource.protect, ignoreChanges: resource.ignoreChanges },
      component: !resource.custom,
    };
  });
}

/** The same for rules about the whole stack: of a component they see what it registered as outputs. */
export function stackResources(record: PreviewRecord): readonly PolicyResource[] {
  const resources = record.resources.map((resource) =>
    resource.custom ? resource : { ...resource, inputs: resource.outputs ?? {} },
  );
  return policyResources({ ...record, resources });
}

/** A record keeps neither the value nor the shape of a secret: text stands for it, and an empty map for the data of a Secret. */
function redacted(key: string): Plain {
  return key === "data" || key === "stringData" ? {} : REDACTED;
}

function plain(value: Recorded, key = ""): Plain {
  if (Array.isArray(value)) return value.map((item: Recorded) => plain(item));
  if (typeof value !== "object" || value === null) return value as Plain;
  const record = value as Readonly<Record<string, Recorded>>;
  if (record["$unknown"] === true) return UNKNOWN;
  if (record["$secret"] === true) return redacted(key);
  return Object.fromEntries(Object.entries(record).map(([name, inner]) => [name, plain(inner, name)]));
}
