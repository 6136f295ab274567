import { renameSync, rmSync, writeFileSync } from "node:fs";

/** Writes a file whole or not at all: a reader, or an interrupted run, never sees half of it. */
export function writeAtomically(path: string, content: string): void {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(temporary, content);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
