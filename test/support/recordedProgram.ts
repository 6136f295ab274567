import { beforeAll } from "vitest";
import { runPreview } from "../../tools/engine/preview.ts";
import type { RecordedResource } from "../../tools/engine/record.ts";

/** What a test asks of the resources that a Pulumi program declared. */
export interface RecordedProgram {
  readonly resources: () => readonly RecordedResource[];
  /** The one resource of a logical name; an error when there is none. */
  readonly resource: (name: string) => RecordedResource;
  /** `Type name` of everything directly below a resource. */
  readonly below: (parent: string) => string[];
  /** Outputs of the stack. */
  readonly outputs: () => Readonly<Record<string, unknown>>;
}

/** Runs a program once in the offline engine, before the tests of the file that calls it. */
export function recordedProgram(cwd: string, stack: string): RecordedProgram {
  let resources: readonly RecordedResource[] = [];
  let outputs: Readonly<Record<string, unknown>> = {};
  beforeAll(async () => {
    const result = await runPreview({ cwd, stack });
    if ("error" in result) throw new Error(result.error.message);
    resources = result.record.resources;
    outputs = result.record.stackOutputs;
  });
  const resource = (name: string): RecordedResource => {
    const found = resources.find((candidate) => candidate.name === name);
    if (found === undefined) throw new Error(`no resource ${name}`);
    return found;
  };
  return {
    resources: () => resources,
    resource,
    outputs: () => outputs,
    below: (parent) => {
      const { urn } = resource(parent);
      return resources.filter((one) => one.parent === urn).map(({ type, name }) => `${type.split(":").at(-1)} ${name}`);
    },
  };
}
