import type { PreviewRecord, Recorded } from "../../tools/engine/record.ts";

/** A record that holds resources of these types and inputs, and nothing else. */
export function recordOf(
  resources: readonly (readonly [type: string, inputs: Readonly<Record<string, Recorded>>])[],
): PreviewRecord {
  return {
    project: "test",
    stack: "test",
    resources: resources.map(([type, inputs], index) => ({
      urn: `urn:pulumi:test::test::${type}::${index}`,
      type,
      name: String(index),
      custom: true,
      read: false,
      inputs,
      dependsOn: [],
      propertyDependencies: {},
      protect: false,
      retainOnDelete: false,
      deleteBeforeReplace: false,
      aliases: [],
      ignoreChanges: [],
      additionalSecretOutputs: [],
      hooks: [],
    })),
    stackOutputs: {},
    invokes: [],
    opaque: [],
    logs: [],
    diagnostics: [],
    remediations: [],
    leaks: [],
  };
}
