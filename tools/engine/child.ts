/**
 * Child processes that cannot outlive this one. Each leads its own process group and is killed with everything it
 * started: when told to stop, on SIGINT, SIGTERM and exit of this process, and, by a tiny shell that waits for the end
 * of its standard input, even when this process is killed outright.
 */
import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import type { Socket } from "node:net";
import type { Readable } from "node:stream";

import { whenStopped } from "./stopSignals.ts";

export interface ChildOptions {
  readonly arguments: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Called for every complete line. */
  readonly onLine?: (line: string, stream: "stdout" | "stderr") => void;
  /** A two-way channel on file descriptor 3; called for every complete line the child writes to it. */
  readonly onMessage?: (line: string) => void;
}

export interface Child {
  /** Resolves when the process and its output have ended: the exit code, or null after a signal. */
  readonly ended: Promise<number | null>;
  /** Everything it wrote to standard error. */
  readonly errors: () => string;
  readonly send: (line: string) => void;
  readonly stop: () => void;
}

const running = new Set<Child>();

export function startNode(options: ChildOptions): Child {
  const channel = options.onMessage === undefined ? "ignore" : "pipe";
  const process_ = spawn(process.execPath, options.arguments, {
    cwd: options.cwd,
    env: options.env,
    stdio: ["ignore", "pipe", "pipe", channel],
    detached: true,
  });
  const reaper = process_.pid === undefined ? undefined : startReaper(process_.pid);
  const errors: string[] = [];
  eachLine(process_.stdout, (line) => options.onLine?.(line, "stdout"));
  eachLine(process_.stderr, (line) => {
    errors.push(line);
    options.onLine?.(line, "stderr");
  });
  const messages = process_.stdio[3] as Socket | null | undefined;
  if (messages && options.onMessage !== undefined) {
    eachLine(messages, options.onMessage);
    messages.on("error", () => undefined);
  }
  const child: Child = {
    ended: ending(process_, () => {
      reaper?.stdin?.end("done\n");
      forget(child);
    }),
    errors: () => errors.join("\n"),
    send: (line) => messages?.write(`${line}\n`),
    stop: () => killGroup(process_.pid),
  };
  remember(child);
  return child;
}

function ending(child: ChildProcess, onEnd: () => void): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.on("error", (error) => {
      onEnd();
      reject(error);
    });
    child.on("close", (code) => {
      onEnd();
      resolve(code);
    });
  });
}

function eachLine(stream: Readable | null, take: (line: string) => void): void {
  let rest = "";
  stream?.setEncoding("utf8");
  stream?.on("data", (chunk: string) => {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    lines.forEach(take);
  });
  stream?.on("end", () => {
    if (rest !== "") {
      take(rest);
    }
  });
}

/** `read` fails at end of file, which is what the death of this process looks like; a word means "not needed". */
function startReaper(pid: number): ChildProcess | undefined {
  if (process.platform === "win32") {
    return undefined;
  }
  const script = 'read -r word || kill -s KILL -- "-$1"';
  const reaper = spawn("/bin/sh", ["-c", script, "reaper", String(pid)], { stdio: ["pipe", "ignore", "ignore"], detached: true });
  reaper.on("error", () => undefined);
  reaper.stdin.on("error", () => undefined);
  reaper.unref();
  return reaper;
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) {
    return;
  }
  try {
    process.kill(process.platform === "win32" ? pid : -pid, "SIGKILL");
  } catch {
    // It has ended already.
  }
}

function stopAll(): void {
  for (const child of running) {
    child.stop();
  }
}

let unwatchSignals = (): void => undefined;

function unwatch(): void {
  process.off("exit", stopAll);
  unwatchSignals();
}

function remember(child: Child): void {
  if (running.size === 0) {
    process.on("exit", stopAll);
    unwatchSignals = whenStopped(stopAll);
  }
  running.add(child);
}

function forget(child: Child): void {
  running.delete(child);
  if (running.size === 0) {
    unwatch();
  }
}
