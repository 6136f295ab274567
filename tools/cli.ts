import { Command, CommanderError } from "commander";
import { checkCommand } from "../policy/cli/check.ts";
import { reachCommand } from "../policy/cli/reach.ts";
import { rulesCommand } from "../policy/cli/rules.ts";
import { waiversCommand } from "../policy/cli/waivers.ts";
import { configCommand } from "./commands/config.ts";
import { goldenCommand } from "./commands/golden.ts";
import { imagesCommand } from "./commands/images.ts";
import { previewCommand } from "./commands/preview.ts";
import { renderCommand } from "./commands/render.ts";
import { BadInput, EXIT, processTerminal, type ExitCode } from "./commands/terminal.ts";

const done = (code: ExitCode): void => {
  process.exitCode = code;
};

const program = new Command("palisade")
  .description("A zero-trust Kubernetes platform for AI agents, previewed and policy-checked offline")
  .showHelpAfterError("(palisade --help lists the commands)")
  .exitOverride();
for (const make of [previewCommand, renderCommand, configCommand, imagesCommand, goldenCommand])
  program.addCommand(make(processTerminal, done));
for (const make of [checkCommand, reachCommand, rulesCommand, waiversCommand]) program.addCommand(make());

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = report(error);
}

/** Prints what a person needs; a stack trace only when asked for. */
function report(error: unknown): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.fine : EXIT.badInput;
  if (error instanceof BadInput) {
    for (const line of error.lines) process.stderr.write(`${line}\n`);
    return EXIT.badInput;
  }
  const debug = process.argv.includes("--debug");
  process.stderr.write(`internal error: ${error instanceof Error ? (debug ? error.stack : error.message) : String(error)}\n`);
  if (!debug) process.stderr.write("run the command again with --debug for the stack trace\n");
  return EXIT.internal;
}
