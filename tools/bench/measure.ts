import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

/** One measured run of a command. */
export interface Sample {
  /** Seconds from start to exit. */
  readonly seconds: number;
  /** Largest sum of resident memory over the command and all its descendants, in MB; 0 where /proc does not exist. */
  readonly megabytes: number;
}

export interface Measured {
  /** Medians. */
  readonly seconds: number;
  readonly megabytes: number;
  readonly spread: readonly [number, number];
}

const SAMPLING_MS = 40;

/** Runs a command some times after one warm-up and gives the medians. A failing run is an error. */
export async function measure(
  command: readonly string[],
  options: { readonly cwd: string; readonly env?: NodeJS.ProcessEnv; readonly runs: number },
): Promise<Measured> {
  await runOnce(command, options);
  const samples: Sample[] = [];
  for (let run = 0; run < options.runs; run++) samples.push(await runOnce(command, options));
  return medians(samples);
}

export function medians(samples: readonly Sample[]): Measured {
  const seconds = samples.map((sample) => sample.seconds).sort((a, b) => a - b);
  const megabytes = samples.map((sample) => sample.megabytes).sort((a, b) => a - b);
  const middle = Math.floor(samples.length / 2);
  return { seconds: seconds[middle] ?? 0, megabytes: megabytes[middle] ?? 0, spread: [seconds[0] ?? 0, seconds.at(-1) ?? 0] };
}

async function runOnce(
  command: readonly string[],
  { cwd, env }: { readonly cwd: string; readonly env?: NodeJS.ProcessEnv },
): Promise<Sample> {
  const [program = "", ...args] = command;
  const start = performance.now();
  const child = spawn(program, args, { cwd, env: { ...process.env, ...env }, stdio: ["ignore", "ignore", "pipe"] });
  let errors = "";
  child.stderr.on("data", (chunk: Buffer) => (errors += chunk.toString()));
  let megabytes = 0;
  const timer = setInterval(() => (megabytes = Math.max(megabytes, treeMemory(child.pid ?? 0))), SAMPLING_MS);
  const code = await new Promise<number | null>((done, fail) => child.once("error", fail).once("close", done));
  clearInterval(timer);
  // Exit 1 is a preview with findings: it did all its work.
  if (code !== 0 && code !== 1) throw new Error(`${command.join(" ")} ended with ${code}: ${errors.slice(0, 2000)}`);
  return { seconds: (performance.now() - start) / 1000, megabytes };
}

/** Resident memory of a process and its descendants, in MB. */
function treeMemory(root: number): number {
  const processes = readProcesses();
  const family = new Set([root]);
  // A child is listed after its parent often enough, but not always: repeat until nothing is added.
  for (let size = 0; size !== family.size;) {
    size = family.size;
    for (const process of processes) if (family.has(process.parent)) family.add(process.pid);
  }
  const pages = processes.filter((process) => family.has(process.pid)).reduce((sum, process) => sum + process.residentPages, 0);
  return Math.round((pages * 4096) / 1_000_000);
}

function readProcesses(): readonly { readonly pid: number; readonly parent: number; readonly residentPages: number }[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        // The name in parentheses may hold spaces; the fields after it do not.
        const fields = readFileSync(`/proc/${name}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
        return [{ pid: Number(name), parent: Number(fields[1]), residentPages: Number(fields[21]) }];
      } catch {
        return [];
      }
    });
}
