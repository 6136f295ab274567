import { readFolder } from "../../tools/atomicFiles.ts";
import { goldenFolder } from "../../tools/commands/golden.ts";
import type { PreviewRecord, RecordedResource } from "../../tools/engine/record.ts";

/** The golden record of a stack, as far as it tells of resources: no program runs. */
export async function goldenRecord(stack: string): Promise<PreviewRecord> {
  const files = await readFolder(goldenFolder(stack));
  const resources = [...files].flatMap(([name, content]) =>
    name === "run.json" ? [] : (JSON.parse(content) as Partial<RecordedResource>[]).map(withDefaults),
  );
  return { stack, resources } as unknown as PreviewRecord;
}

/** A golden record leaves out what is empty or false. */
function withDefaults(resource: Partial<RecordedResource>): RecordedResource {
  const defaults = { inputs: {}, dependsOn: [], ignoreChanges: [], protect: false, custom: false };
  return { ...defaults, ...resource } as RecordedResource;
}
