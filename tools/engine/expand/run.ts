/** Runs a rendering program to its end and gives what it printed. */
import { execFile } from "node:child_process";

/** Rendering is local work; what takes longer is waiting for a network. */
const LIMIT_MS = 30_000;

export async function run(program: string, args: readonly string[], cwd: string): Promise<string> {
  return await new Promise((resolve, reject) => {
    execFile(
      program,
      args,
      { cwd, timeout: LIMIT_MS, killSignal: "SIGKILL", maxBuffer: 256 * 1024 * 1024 },
      (error, stdout, stderr) => {
        if (error === null) {
          resolve(stdout);
        } else {
          const reason = stderr.trim().split("\n").at(-1) ?? "";
          reject(new Error(reason === "" ? `stopped after ${String(LIMIT_MS / 1000)} s` : reason));
        }
      },
    );
  });
}
