import { join, resolve } from "node:path";
import { Command } from "commander";
import { EXIT, finish, printJson, processStreams, type ExitCode, type Streams } from "../../policy/cli/outcome.ts";
import { readFolder, replaceFolder } from "../atomicFiles.ts";
import { goldenDifferences, goldenFiles } from "../golden/goldenFiles.ts";
import { runStack } from "./runStack.ts";
import { stackNames } from "./stackPlan.ts";

interface GoldenOptions {
  readonly stack?: string | undefined;
  readonly check?: boolean | undefined;
  readonly json?: boolean | undefined;
  readonly debug?: boolean | undefined;
}

/** `palisade golden`: for people who change this project. */
export function goldenCommand(): Command {
  return new Command("golden")
    .description("Write the golden record of the stacks; its diff is the review of a change")
    .option("-s, --stack <name>", "one stack (default: all)")
    .option("--check", "compare only, write nothing")
    .option("--json", "print JSON")
    .option("--debug", "show stack traces")
    .action((options: GoldenOptions) => finish(options.debug, () => golden(options, processStreams)));
}

async function golden(options: GoldenOptions, streams: Streams): Promise<ExitCode> {
  const stacks = options.stack === undefined ? stackNames(".") : [options.stack];
  const differences: string[] = [];
  for (const stack of stacks) {
    const result = await runStack({ stack, cwd: ".", timeout: 120 }, streams);
    if (result === undefined) return EXIT.badInput;
    const folder = resolve(goldenFolder(stack));
    const present = goldenFiles(result.record);
    differences.push(...goldenDifferences(await readFolder(folder), present).map((line) => `${stack}/${line}`));
    if (options.check !== true) await replaceFolder(folder, present);
  }
  if (options.json === true) printJson(streams, { stacks, differences, written: options.check !== true });
  else streams.out(`${differences.length === 0 ? `${stacks.join(", ")}: unchanged` : differences.join("\n")}\n`);
  return options.check === true && differences.length > 0 ? EXIT.findings : EXIT.fine;
}

/** Where the golden record of a stack is committed. */
export function goldenFolder(stack: string): string {
  return join("test", "golden", stack);
}
