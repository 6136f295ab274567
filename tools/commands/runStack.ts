import { resolve } from "node:path";
import { InvalidArgumentError, Option, type Command } from "commander";
import type { Streams } from "../../policy/cli/outcome.ts";
import { PROFILES } from "../../policy/lib/packConfig.ts";
import type { ProgramError } from "../engine/programError.ts";
import { previewStack, type Preview } from "../preview/preview.ts";
import { PROCESS_PLACE, progressOn } from "./progress.ts";

/** Options of every command that runs a program. */
export interface RunOptions {
  readonly stack: string;
  readonly cwd: string;
  readonly profile?: string | undefined;
  readonly waivers?: string | undefined;
  readonly fixtures?: string | undefined;
  readonly timeout: number;
  readonly passes?: boolean | undefined;
  readonly debug?: boolean | undefined;
}

/** Adds the options of {@link RunOptions} that a user may give. */
export function runOptions(command: Command): Command {
  return command
    .requiredOption("-s, --stack <name>", "stack")
    .option("--cwd <dir>", "folder of a Pulumi Node.js project", ".")
    .addOption(
      new Option("--profile <profile>", "profile of the policy pack (default: the stack's palisade:profile, else prod)").choices(
        PROFILES,
      ),
    )
    .option("--waivers <file>", "waived findings (default: waivers.yaml of the project, when there is one)")
    .option("--fixtures <file>", "answers to invokes and stack references")
    .option("--timeout <seconds>", "stop a program that has not ended by then", wholeSeconds, 120)
    .option("--debug", "show stack traces");
}

function wholeSeconds(text: string): number {
  const seconds = Number(text);
  if (!Number.isInteger(seconds) || seconds < 1)
    throw new InvalidArgumentError("a whole number of seconds from 1 upward is needed");
  return seconds;
}

/** Runs a stack with progress. A program that cannot be previewed is explained, and nothing is returned. */
export async function runStack(options: RunOptions, streams: Streams): Promise<Preview | undefined> {
  const { timeout, debug, cwd, ...request } = options;
  const progress = progressOn(streams, PROCESS_PLACE);
  const outcome = await previewStack({ ...request, cwd: resolve(cwd), timeoutSeconds: timeout, onProgress: progress.show });
  progress.end();
  if ("preview" in outcome) return outcome.preview;
  streams.err(`${errorLines(outcome.error, debug === true).join("\n")}\n`);
  return undefined;
}

function errorLines({ source, message, advice, stack }: ProgramError, debug: boolean): readonly string[] {
  const place = source === undefined ? "" : `${source}: `;
  return [`${place}${message}`, ...(advice === undefined ? [] : [advice]), ...(debug && stack !== undefined ? [stack] : [])];
}
