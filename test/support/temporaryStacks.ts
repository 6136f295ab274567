import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { parse, stringify } from "yaml";
import { runPreview } from "../../tools/engine/preview.ts";
import type { PreviewRecord } from "../../tools/engine/record.ts";

/** Previews this program with `palisade:` values of a test's own, in a folder that goes when the test file ends. */
export function temporaryStacks(): (stack: string, values: Readonly<Record<string, unknown>>) => Promise<PreviewRecord> {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "palisade-stacks-"));
    symlinkSync(resolve("node_modules"), join(folder, "node_modules"));
    const project = parse(readFileSync("Pulumi.yaml", "utf8")) as Record<string, unknown>;
    writeFileSync(join(folder, "Pulumi.yaml"), stringify({ ...project, main: resolve(".") }));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return async (stack, values) => {
    const own = Object.entries(values).map(([key, value]) => [`palisade:${key}`, value] as const);
    const config = { "pulumi:disable-default-providers": ["*"], ...Object.fromEntries(own) };
    writeFileSync(join(folder, `Pulumi.${stack}.yaml`), stringify({ config }));
    const outcome = await runPreview({ cwd: folder, stack });
    if ("error" in outcome) throw new Error(outcome.error.message);
    return outcome.record;
  };
}
