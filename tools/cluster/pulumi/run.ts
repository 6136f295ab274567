/** Runs the Pulumi CLI. */
import { spawn, type ChildProcess } from "node:child_process";
import type { PulumiHome } from "./home.ts";

export interface PulumiRun {
  readonly cwd: string;
  /** Additional variables, for example KUBECONFIG. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** Show what it prints, as it prints it; otherwise it is only kept. */
  readonly live?: boolean;
  /** Its standard input. */
  readonly input?: string | undefined;
  readonly onStart?: ((child: ChildProcess) => void) | undefined;
}

export interface PulumiResult {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export async function runPulumi(home: PulumiHome, args: readonly string[], options: PulumiRun): Promise<PulumiResult> {
  const { cwd, env = {}, live = false, input = "", onStart } = options;
  if (live) {
    const child = spawn(home.cli, [...args], { cwd, env: { ...home.environment, ...env }, stdio: "inherit" });
    return { code: await exitOf(child), stdout: "", stderr: "" };
  }
  const child = spawn(home.cli, [...args, "--non-interactive", "--color=never"], {
    cwd,
    env: { ...home.environment, ...env },
    stdio: ["pipe", "pipe", "pipe"],
  });
  child.stdin.end(input);
  onStart?.(child);
  const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)];
  const code = await exitOf(child);
  return { code, stdout: stdout(), stderr: stderr() };
}

function collect(stream: NodeJS.ReadableStream): () => string {
  const chunks: Buffer[] = [];
  stream.on("data", (chunk: Buffer) => chunks.push(chunk));
  return () => Buffer.concat(chunks).toString("utf8");
}

async function exitOf(child: ChildProcess): Promise<number | null> {
  return await new Promise((resolve, reject) => child.on("error", reject).on("close", resolve));
}
