import events from "node:events";
import { describeProblem, InputError } from "../lib/problem.ts";
import { jsonPieces } from "./jsonPieces.ts";

/** How a command ends. */
export const EXIT = { fine: 0, findings: 1, badInput: 2, internal: 3 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** What a command may touch of the process it runs in. */
export interface Streams {
  /** Results only, so that JSON can be piped. */
  readonly out: (text: string) => void;
  /** Everything a person should know beside the results. */
  readonly err: (text: string) => void;
  /** Ends when the reader of `out` has taken what was printed. @default at once */
  readonly taken?: () => Promise<void>;
  readonly stdin: () => AsyncIterable<Uint8Array>;
  /** True when the output may be coloured. */
  readonly color: boolean;
  /** Columns of the terminal that the output goes to; undefined where it goes elsewhere. */
  readonly width?: number | undefined;
}

export const processStreams: Streams = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  taken: stdoutTaken,
  stdin: () => process.stdin,
  color: process.stdout.isTTY === true && (process.env["NO_COLOR"] ?? "") === "",
  width: process.stdout.isTTY === true ? process.stdout.columns : undefined,
};

/** Runs a command; bad input becomes one line a problem, and only `--debug` shows a stack trace. */
export async function guarded(streams: Streams, debug: boolean, command: () => Promise<ExitCode> | ExitCode): Promise<ExitCode> {
  try {
    return await command();
  } catch (error) {
    if (error instanceof InputError) {
      for (const problem of error.problems) streams.err(`${describeProblem(problem)}\n`);
      return EXIT.badInput;
    }
    const message = error instanceof Error ? error.message : String(error);
    streams.err(`internal error: ${debug && error instanceof Error ? (error.stack ?? message) : message}\n`);
    if (!debug) streams.err("run the command again with --debug for the stack trace\n");
    return EXIT.internal;
  }
}

/**
 * `rules | head` and `--help | head` close the pipe early: that is no error. What could not be written for another reason
 * (a full disk) must not look like a whole answer. Called before anything is printed.
 */
export function tolerateClosedPipe(): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") return;
    process.stderr.write(
      `standard output: cannot be written (${error.code ?? error.message}); a place with room; write it elsewhere\n`,
    );
    process.exit(EXIT.badInput);
  });
}

/** Runs a command as the whole work of the process. */
export async function finish(debug: boolean | undefined, command: () => Promise<ExitCode> | ExitCode): Promise<void> {
  process.exitCode = await guarded(processStreams, debug === true, command);
}

/** Prints a value as JSON, piece by piece: what a large cluster gives is longer than any one text may be. */
export async function printJson(streams: Streams, value: unknown): Promise<void> {
  for (const piece of jsonPieces(value)) {
    streams.out(piece);
    await streams.taken?.();
  }
  streams.out("\n");
}

async function stdoutTaken(): Promise<void> {
  const { stdout } = process;
  if (!stdout.writableNeedDrain || stdout.destroyed) return;
  const ended = new AbortController();
  const once = (event: string): Promise<unknown> => events.once(stdout, event, { signal: ended.signal }).catch(() => undefined);
  await Promise.race(["drain", "close", "error"].map(once));
  ended.abort();
}
