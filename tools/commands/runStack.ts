import { resolve } from "node:path";
import { InvalidArgumentError, type Command } from "commander";
import type { Streams } from "../../policy/cli/outcome.ts";
import { fromUsersFolder } from "../../policy/cli/usersFolder.ts";
import { runPreview, type PreviewEvent } from "../engine/preview.ts";
import type { ProgramError } from "../engine/programError.ts";
import type { PreviewRecord } from "../engine/record.ts";
import { previewStack, type Preview, type PreviewRequest } from "../preview/preview.ts";
import { PROCESS_PLACE, progressOn } from "./progress.ts";

/** Options of every command that runs a program. */
export interface RunOptions {
  readonly stack: string;
  readonly cwd: string;
  readonly fixtures?: string | undefined;
  readonly timeout: number;
  readonly debug?: boolean | undefined;
}

/** Options of a command that also runs the policy pack. */
export type JudgedRunOptions = RunOptions & Pick<PreviewRequest, "profile" | "waivers" | "config" | "passes">;

/** Adds the options of {@link RunOptions} that a user may give. */
export function runOptions(command: Command): Command {
  return fromUsersFolder(command)
    .requiredOption("-s, --stack <name>", "stack: the middle of its file's name, Pulumi.<name>.yaml")
    .option("--cwd <dir>", "folder of a Pulumi Node.js project", ".")
    .option("--fixtures <file>", "answers to invokes and stack references")
    .option("--timeout <seconds>", "stop a program that has not ended by then", wholeSeconds, DEFAULT_TIMEOUT)
    .option("--debug", "show stack traces");
}

export const DEFAULT_TIMEOUT = 120;

function wholeSeconds(text: string): number {
  const seconds = Number(text);
  if (!Number.isInteger(seconds) || seconds < 1)
    throw new InvalidArgumentError("a whole number of seconds from 1 upward is needed");
  return seconds;
}

/** Runs a stack and the policy pack with progress. What cannot be previewed is explained, and nothing is returned. */
export async function runStack(options: JudgedRunOptions, streams: Streams): Promise<Preview | undefined> {
  const { profile, waivers, config, passes } = options;
  const run = (common: CommonRequest) => previewStack({ ...common, profile, waivers, config, passes });
  const outcome = await explained(options, streams, run);
  return outcome?.preview;
}

/** Runs a stack without judging it. */
export async function recordStack(options: RunOptions, streams: Streams): Promise<PreviewRecord | undefined> {
  const outcome = await explained(options, streams, runPreview);
  return outcome?.record;
}

type CommonRequest = Pick<PreviewRequest, "cwd" | "stack" | "fixtures"> & {
  readonly timeoutSeconds: number;
  readonly onProgress: (event: PreviewEvent) => void;
};

async function explained<Success extends object>(
  { stack, cwd, fixtures, timeout, debug }: RunOptions,
  streams: Streams,
  run: (request: CommonRequest) => Promise<Success | { readonly error: ProgramError }>,
): Promise<Success | undefined> {
  const progress = progressOn(streams, PROCESS_PLACE);
  const request = { stack, cwd: resolve(cwd), fixtures, timeoutSeconds: timeout, onProgress: progress.show };
  const outcome = await run(request).finally(progress.end);
  if (!("error" in outcome)) return outcome;
  streams.err(`${errorLines(outcome.error, debug === true).join("\n")}\n`);
  return undefined;
}

function errorLines({ source, message, advice, stack }: ProgramError, debug: boolean): readonly string[] {
  const place = source === undefined ? "" : `${source}: `;
  return [`${place}${message}`, ...(advice === undefined ? [] : [advice]), ...(debug && stack !== undefined ? [stack] : [])];
}
