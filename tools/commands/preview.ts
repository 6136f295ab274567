import { join, relative, resolve } from "node:path";
import { Command, InvalidArgumentError } from "commander";
import { isStopping } from "../../policy/lib/report.ts";
import { replaceFolder } from "../atomicFiles.ts";
import type { PreviewEvent } from "../engine/preview.ts";
import type { ProgramError } from "../engine/programError.ts";
import { previewJson } from "../preview/json.ts";
import { previewStack, type Preview, type PreviewRequest } from "../preview/preview.ts";
import { previewText } from "../preview/text.ts";
import { manifestFiles } from "../render/manifests.ts";
import { readStackProfile } from "./stackProfile.ts";
import { BadInput, EXIT, printJson, type ExitCode, type Terminal } from "./terminal.ts";

/** Options that every command which runs a program shares. */
export interface RunOptions {
  readonly stack: string;
  readonly cwd: string;
  readonly profile?: string | undefined;
  readonly fixtures?: string | undefined;
  readonly timeout: number;
  readonly debug?: boolean | undefined;
}

interface PreviewOptions extends RunOptions {
  readonly json?: boolean | undefined;
  readonly passes?: boolean | undefined;
  readonly complete?: boolean | undefined;
}

/** `palisade preview`. */
export function previewCommand(terminal: Terminal, done: (code: ExitCode) => void): Command {
  return runOptions(new Command("preview"))
    .description("Run a program and the policy pack offline: resources, verdicts, flows, manifests")
    .option("--complete", "fail when something cannot be seen offline (an opaque chart, an invoke without a fixture)")
    .option("--passes", "list passed checks too")
    .option("--json", "print JSON")
    .addHelpText("after", EXAMPLES)
    .action(async (options: PreviewOptions) => done(await preview(options, terminal)));
}

const EXAMPLES = `
Exit codes: 0 fine, 1 findings that stop a deployment, 2 bad input, 3 internal error.

Examples:
  npm run palisade -- preview --stack prod
  npm run palisade -- preview --stack dev --json > preview.json
  npm run palisade -- preview --stack dev --cwd ../some-pulumi-project --profile staging`;

/** Adds the options of {@link RunOptions}. */
export function runOptions(command: Command): Command {
  return command
    .requiredOption("-s, --stack <name>", "stack")
    .option("--cwd <dir>", "folder of a Pulumi Node.js project", ".")
    .option("--profile <profile>", "profile of the policy pack (default: the stack's palisade:profile, else prod)")
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

async function preview(options: PreviewOptions, terminal: Terminal): Promise<ExitCode> {
  const result = await runStack(options, terminal);
  const files = manifestFiles(result.objects);
  const folder = join(resolve(options.cwd), ".palisade", "rendered", options.stack);
  await replaceFolder(folder, files);
  if (options.json === true) printJson(terminal, previewJson(options.stack, result));
  else
    terminal.result(
      previewText(result, { stack: options.stack, rendered: { folder: relative(process.cwd(), folder), files: files.size } }),
    );
  return exitOf(result, options.complete === true);
}

function exitOf({ policy, record }: Preview, complete: boolean): ExitCode {
  const unseen = record.opaque.length + record.invokes.filter((invoke) => invoke.answer === "unknown").length;
  if (policy.results.some(isStopping) || record.leaks.length > 0) return EXIT.findings;
  return complete && unseen > 0 ? EXIT.findings : EXIT.fine;
}

/** Runs a stack with progress; a program that fails becomes one readable message. */
export async function runStack(
  options: RunOptions & { readonly passes?: boolean | undefined },
  terminal: Terminal,
): Promise<Preview> {
  const request: PreviewRequest = {
    cwd: resolve(options.cwd),
    stack: options.stack,
    profile: options.profile ?? readStackProfile(options.cwd, options.stack),
    passes: options.passes,
    fixtures: options.fixtures,
    timeoutSeconds: options.timeout,
    onProgress: progress(terminal),
  };
  const outcome = await previewStack(request);
  clearProgress(terminal);
  if ("error" in outcome) throw new BadInput(errorLines(outcome.error, options.debug === true));
  return outcome.preview;
}

function errorLines(error: ProgramError, debug: boolean): readonly string[] {
  const place = error.source === undefined ? "" : `${error.source}: `;
  return [
    `${place}${error.message}`,
    ...(error.advice === undefined ? [] : [error.advice]),
    ...(debug && error.stack !== undefined ? [error.stack] : []),
  ];
}

/** One line that is written over on a terminal; silent elsewhere, so that logs stay readable. */
function progress(terminal: Terminal): (event: PreviewEvent) => void {
  const messages: Readonly<Record<PreviewEvent["kind"], string>> = {
    "program-started": "starting the program and the policy pack",
    "packs-ready": "policy pack ready",
    registered: "registered",
    "program-ended": "judging all resources together",
    "explaining-failure": "the program failed; running it again to find the place",
  };
  return (event) => {
    if (!terminal.interactive) return;
    const detail = event.kind === "registered" ? ` ${event.count} resources` : "";
    process.stderr.write(`\r\u001b[K${messages[event.kind]}${detail}`);
  };
}

function clearProgress(terminal: Terminal): void {
  if (terminal.interactive) process.stderr.write("\r\u001b[K");
}
