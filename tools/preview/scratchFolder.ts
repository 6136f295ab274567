import { rmSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InputError } from "../../policy/lib/problem.ts";
import { whenStopped } from "../engine/stopSignals.ts";

/** Lends a folder that is gone afterwards, also when the user stops the command. */
export async function inScratchFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await makeFolder();
  const unwatch = whenStopped(() => rmSync(folder, { recursive: true, force: true }));
  try {
    return await use(folder);
  } finally {
    unwatch();
    await rm(folder, { recursive: true, force: true });
  }
}

async function makeFolder(): Promise<string> {
  try {
    return await mkdtemp(join(tmpdir(), "palisade-preview-"));
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
    throw new InputError([
      {
        path: "TMPDIR",
        given: `nothing can be written in ${tmpdir()} (${code})`,
        allowed: "an existing folder with room is allowed",
        change: "set TMPDIR to one, or unset it",
      },
    ]);
  }
}
