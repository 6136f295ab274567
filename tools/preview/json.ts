import { PREVIEW_VERSION } from "./jsonSchema.ts";
import type { Preview } from "./preview.ts";

/** What `preview --json` prints; described by `tools/preview/preview.schema.json`. */
export function previewJson(stack: string, preview: Preview): Readonly<Record<string, unknown>> {
  const { record, policy } = preview;
  return {
    version: PREVIEW_VERSION,
    stack,
    resources: record.resources.map(({ urn, type, name, parent, inputs, dependsOn, protect }) => ({
      urn,
      type,
      name,
      parent,
      inputs,
      dependsOn,
      protect,
    })),
    policy: { profile: policy.profile, levels: preview.levels, results: policy.results, summary: policy.summary },
    flows: preview.flows.rows,
    prerequisites: preview.flows.prerequisites,
    reachability: preview.reachability,
    examples: preview.valuesToSet,
    invokes: record.invokes,
    opaque: record.opaque,
    leaks: record.leaks,
    logs: record.logs,
    stackOutputs: record.stackOutputs,
  };
}
