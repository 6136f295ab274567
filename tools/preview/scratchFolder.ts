import { rmSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InputError } from "../../policy/lib/problem.ts";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Lends a folder that is gone afterwards, also when the user stops the command. */
export async function inScratchFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await makeFolder();
  const onSignal = (signal: NodeJS.Signals): void => {
    rmSync(folder, { recursive: true, force: true });
    unwatch();
    // The process ends as it would have without us, unless somebody else handles the signal.
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };
  const unwatch = (): void => SIGNALS.forEach((signal) => process.off(signal, onSignal));
  SIGNALS.forEach((signal) => process.on(signal, onSignal));
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
