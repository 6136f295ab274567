import { InputError } from "../../policy/lib/problem.ts";
import { replaceFolder } from "../atomicFiles.ts";

/** Replaces a folder that the user named; one that cannot be written is bad input, and what was there stays. */
export async function writeFolder(folder: string, files: ReadonlyMap<string, string>, shownAs: string): Promise<void> {
  try {
    await replaceFolder(folder, files);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : undefined;
    if (code === undefined) throw error;
    const given = `cannot be written (${code})`;
    throw new InputError([
      { path: shownAs, given, allowed: "a folder that may be written", change: "name another one or correct its permissions" },
    ]);
  }
}
