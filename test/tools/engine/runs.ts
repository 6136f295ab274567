/** Runs of the fixture programs, for the tests of the engine. */
import { join } from "node:path";

import { runPreview } from "../../../tools/engine/preview.ts";
import type { PreviewOptions, ProgramError } from "../../../tools/engine/preview.ts";
import type { PreviewRecord, RecordedResource } from "../../../tools/engine/record.ts";

export const programs = join(import.meta.dirname, "../../fixtures/programs");
export const pack = join(programs, "pack");

type RunOptions = Omit<PreviewOptions, "cwd" | "stack"> & { readonly stack?: string };

export async function recordOf(program: string, options: RunOptions = {}): Promise<PreviewRecord> {
  const result = await runPreview({ cwd: join(programs, program), stack: "dev", ...options });
  if ("error" in result) {
    throw new Error(`${result.error.message}\n${result.error.stack ?? ""}`);
  }
  return result.record;
}

export async function errorOf(program: string, options: RunOptions = {}): Promise<ProgramError> {
  const result = await runPreview({ cwd: join(programs, program), stack: "dev", ...options });
  if ("record" in result) {
    throw new Error(`${program} was expected to fail`);
  }
  return result.error;
}

export function named(record: PreviewRecord, name: string): RecordedResource {
  const found = record.resources.find((resource) => resource.name === name);
  if (found === undefined) {
    throw new Error(`no resource ${name} in ${record.resources.map((resource) => resource.name).join(", ")}`);
  }
  return found;
}

/** The last part of a URN. */
export function shortName(urn: string): string {
  return urn.split("::").at(-1) ?? urn;
}
