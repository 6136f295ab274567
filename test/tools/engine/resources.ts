/** Resources for tests of the engine's pure parts. */
import type { Declaration } from "../../../tools/engine/declaration.ts";
import { NO_OPTIONS } from "../../../tools/engine/declaration.ts";
import type { Registered } from "../../../tools/engine/deployment.ts";
import type { PreviewRecord, RecordedResource } from "../../../tools/engine/record.ts";
import { buildUrn } from "../../../tools/engine/urn.ts";

const scope = { stack: "dev", project: "test" };

export function declare(type: string, name: string, changes: Partial<Declaration> = {}): Declaration {
  return {
    type,
    name,
    custom: true,
    remote: false,
    inputs: {},
    propertyDependencies: {},
    options: NO_OPTIONS,
    transforms: [],
    ...changes,
  };
}

export function register(type: string, name: string, changes: Partial<Declaration> = {}): Registered {
  const declaration = declare(type, name, changes);
  return { urn: buildUrn(scope, declaration), declaration, read: false, aliases: [] };
}

export function recorded(type: string, name: string, inputs: RecordedResource["inputs"]): RecordedResource {
  return {
    urn: buildUrn(scope, { type, name }),
    type,
    name,
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
  };
}

export function recordWith(resources: readonly RecordedResource[]): PreviewRecord {
  const empty = { invokes: [], opaque: [], logs: [], diagnostics: [], remediations: [], leaks: [] };
  return { ...scope, resources, stackOutputs: {}, ...empty };
}
