import { join, resolve } from "node:path";
import { Command } from "commander";
import { readFolder, replaceFolder } from "../atomicFiles.ts";
import { goldenDifferences, goldenFiles } from "../golden/goldenFiles.ts";
import { runStack } from "./preview.ts";
import { stackNames } from "./stackPlan.ts";
import { EXIT, printJson, type ExitCode, type Terminal } from "./terminal.ts";

interface GoldenOptions {
  readonly stack?: string | undefined;
  readonly check?: boolean | undefined;
  readonly json?: boolean | undefined;
}

/** `palisade golden`: for people who change this project. */
export function goldenCommand(terminal: Terminal, done: (code: ExitCode) => void): Command {
  return new Command("golden")
    .description("Write the golden record of the stacks; its diff is the review of a change")
    .option("-s, --stack <name>", "one stack (default: all)")
    .option("--check", "compare only, write nothing")
    .option("--json", "print JSON")
    .action(async (options: GoldenOptions) => done(await golden(options, terminal)));
}

async function golden(options: GoldenOptions, terminal: Terminal): Promise<ExitCode> {
  const stacks = options.stack === undefined ? stackNames(".") : [options.stack];
  const differences: string[] = [];
  for (const stack of stacks) {
    const { record } = await runStack({ stack, cwd: ".", timeout: 120 }, terminal);
    const folder = resolve(goldenFolder(stack));
    const present = goldenFiles(record);
    differences.push(...goldenDifferences(await readFolder(folder), present).map((line) => `${stack}/${line}`));
    if (options.check !== true) await replaceFolder(folder, present);
  }
  if (options.json === true) printJson(terminal, { stacks, differences, written: options.check !== true });
  else terminal.result(differences.length === 0 ? `${stacks.join(", ")}: unchanged` : differences.join("\n"));
  return options.check === true && differences.length > 0 ? EXIT.findings : EXIT.fine;
}

/** Where the golden record of a stack is committed. */
export function goldenFolder(stack: string): string {
  return join("test", "golden", stack);
}
