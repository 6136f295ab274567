import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

import { describe, expect, it } from "vitest";

import { programs } from "./runs.ts";

const engine = join(import.meta.dirname, "../../../tools/engine/preview.ts");

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch {
    return false;
  }
}

/** Killed, but its parent is gone and nobody has asked for its exit code yet. */
function isZombie(pid: number): boolean {
  const status = `/proc/${String(pid)}/stat`;
  return existsSync(status) && / Z /u.test(readFileSync(status, "utf8"));
}

/** Tries for ten seconds. */
async function until(what: string, holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    if (holds()) {
      return;
    }
    await wait(25);
  }
  throw new Error(`waited in vain until ${what}`);
}

/** Runs a program that loops for ever, ends the engine with a signal, and says how the engine ended. */
async function endWith(signal: NodeJS.Signals): Promise<{ survivors: number[]; ended: NodeJS.Signals | number | null }> {
  const scratch = mkdtempSync(join(tmpdir(), "palisade-test-"));
  const pids = join(scratch, "pids");
  const script = join(scratch, "run.ts");
  const options = { cwd: join(programs, "broken"), stack: "dev", env: { CASE: "familyLoop", PIDS: pids } };
  writeFileSync(script, `import { runPreview } from ${JSON.stringify(engine)};\nawait runPreview(${JSON.stringify(options)});\n`);
  const parent = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", script], { stdio: "ignore" });
  const exit = new Promise<NodeJS.Signals | number | null>((resolve) => parent.on("exit", (code, by) => resolve(by ?? code)));
  const family = (): number[] => (existsSync(pids) ? readFileSync(pids, "utf8").trim().split("\n").map(Number) : []);
  try {
    await until("the program and its own child run", () => family().length === 2);
    parent.kill(signal);
    const ended = await exit;
    await until("the program and its own child are gone", () => !family().some(isAlive)).catch(() => undefined);
    return { survivors: family().filter(isAlive), ended };
  } finally {
    family()
      .filter(isAlive)
      .forEach((pid) => process.kill(pid, "SIGKILL"));
    rmSync(scratch, { recursive: true });
  }
}

describe("children of the engine, and theirs", () => {
  it.each(["SIGINT", "SIGTERM", "SIGKILL"] as const)("do not outlive it after %s", async (signal) => {
    expect(await endWith(signal)).toEqual({ survivors: [], ended: signal });
  });
});
