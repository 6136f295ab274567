import { resolve } from "node:path";
import { InvalidArgumentError, Option, type Command } from "commander";
import type { Streams } from "../../policy/cli/outcome.ts";
import { PROFILES } from "../../policy/lib/packConfig.ts";
import type { PreviewEvent } from "../engine/preview.ts";
import type { ProgramError } from "../engine/programError.ts";
import { previewStack, type Preview } from "../preview/preview.ts";

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
  const outcome = await previewStack({ ...request, cwd: resolve(cwd), timeoutSeconds: timeout, onProgress: showProgress });
  clearProgress();
  if ("preview" in outcome) return outcome.preview;
  streams.err(`${errorLines(outcome.error, debug === true).join("\n")}\n`);
  return undefined;
}

function errorLines({ source, message, advice, stack }: ProgramError, debug: boolean): readonly string[] {
  const place = source === undefined ? "" : `${source}: `;
  return [`${place}${message}`, ...(advice === undefined ? [] : [advice]), ...(debug && stack !== undefined ? [stack] : [])];
}

/** Progress only on a terminal, never in CI or a pipe: one line that is written over. */
const INTERACTIVE = process.stderr.isTTY === true && process.env["CI"] === undefined;

const MESSAGES: Readonly<Record<PreviewEvent["kind"], string>> = {
  "program-started": "starting the program and the policy pack",
  "packs-ready": "policy pack ready",
  registered: "registering resources",
  "program-ended": "judging all resources together",
  "explaining-failure": "the program failed; running it again to find the place",
};

function showProgress(event: PreviewEvent): void {
  if (!INTERACTIVE) return;
  const detail = event.kind === "registered" ? `: ${event.count}` : "";
  process.stderr.write(`\r\u001b[K${MESSAGES[event.kind]}${detail}`);
}

function clearProgress(): void {
  if (INTERACTIVE) process.stderr.write("\r\u001b[K");
}
