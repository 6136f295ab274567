/** What tests have left behind. A process that is gone holds no port. */
import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";

const LIMIT_MS = 5_000;
const POLL_MS = 100;

/** Processes that were started with something of the folder, once those that are ending have ended: `4711 etcd --data-dir=…`. */
export async function leftProcesses(folder: string, limitMs = LIMIT_MS): Promise<readonly string[]> {
  const deadline = Date.now() + limitMs;
  for (;;) {
    const found = await processesOf(folder);
    if (found.length === 0 || Date.now() > deadline) return found;
    await sleep(POLL_MS);
  }
}

/** Where there is no /proc, only what the command lines say. */
async function processesOf(folder: string): Promise<readonly string[]> {
  const { stdout } = await promisify(execFile)("ps", ["-axww", "-o", "pid=,command="], { maxBuffer: 2 ** 24 });
  const lines = stdout.split("\n").map((line) => line.trim());
  const owned = await Promise.all(
    lines.map(async (line) => line.includes(folder) || (await environmentOf(line)).includes(folder)),
  );
  return lines.filter((line, index) => owned[index] === true && !OF_RUNNER.test(line));
}

/** Vitest's main process, workers and watchdog end after this question. */
const OF_RUNNER = /\bvitest\b/;

async function environmentOf(line: string): Promise<string> {
  const pid = Number(line.split(" ")[0]);
  return await readFile(`/proc/${pid}/environ`, "utf8").catch(() => "");
}

export async function leftFiles(folder: string, known: readonly string[]): Promise<readonly string[]> {
  const names = await readdir(folder);
  return names.filter((name) => !known.includes(name)).map((name) => `${folder}/${name}`);
}

/** Files of the clone, ignored ones too, that deployments write: none when this is no clone. */
export async function changedFiles(): Promise<readonly string[]> {
  const paths = ["*.yaml", ".palisade", ".pulumi", "test/e2e", "rendered"];
  const args = ["status", "--porcelain", "--ignored", "--untracked-files=all", "--", ...paths];
  const { stdout } = await promisify(execFile)("git", args).catch(() => ({ stdout: "" }));
  return stdout.split("\n").filter((line) => line !== "");
}
