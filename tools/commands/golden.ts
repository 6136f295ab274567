import { join } from "node:path";
import { Command } from "commander";
import { EXIT, finish, printJson, processStreams, type ExitCode, type Streams } from "../../policy/cli/outcome.ts";
import { fromUsersFolder } from "../../policy/cli/usersFolder.ts";
import { readFolder } from "../atomicFiles.ts";
import { goldenDifferences, goldenFiles } from "../golden/goldenFiles.ts";
import { writeFolder } from "../render/writeFolder.ts";
import { DEFAULT_TIMEOUT, recordStack } from "./runStack.ts";
import { stackNames } from "./stackPlan.ts";

export interface GoldenOptions {
  readonly stack?: string | undefined;
  readonly cwd: string;
  readonly check?: boolean | undefined;
  readonly json?: boolean | undefined;
  readonly debug?: boolean | undefined;
}

/** `palisade golden`: for people who change this project. */
export function goldenCommand(): Command {
  return fromUsersFolder(new Command("golden"))
    .description("Write the golden record of the stacks; its diff is the review of a change")
    .option("-s, --stack <name>", "one stack (default: all)")
    .option("--cwd <dir>", "project folder", ".")
    .option("--check", "compare only, write nothing")
    .option("--json", "print JSON")
    .option("--debug", "show stack traces")
    .addHelpText("after", HELP)
    .action((options: GoldenOptions) => finish(options.debug, () => golden(options, processStreams)));
}

const HELP = `
Exit codes: 0 written or unchanged, 1 --check found a difference, 2 bad input, 3 internal error.

Examples:
  npm run -s palisade -- golden
  npm run -s palisade -- golden --check --stack prod`;

export async function golden(options: GoldenOptions, streams: Streams): Promise<ExitCode> {
  const { cwd, debug } = options;
  const stacks = options.stack === undefined ? stackNames(cwd) : [options.stack];
  const differences: string[] = [];
  for (const stack of stacks) {
    const record = await recordStack({ stack, cwd, debug, timeout: DEFAULT_TIMEOUT }, streams);
    if (record === undefined) return EXIT.badInput;
    const folder = join(cwd, goldenFolder(record.stack));
    const present = goldenFiles(record);
    differences.push(...goldenDifferences(await readFolder(folder), present).map((line) => `${record.stack}/${line}`));
    if (options.check !== true) await writeFolder(folder, present, folder);
  }
  if (options.json === true) await printJson(streams, { stacks, differences, written: options.check !== true });
  else streams.out(`${differences.length === 0 ? `${stacks.join(", ")}: unchanged` : differences.join("\n")}\n`);
  return options.check === true && differences.length > 0 ? EXIT.findings : EXIT.fine;
}

/** Where the golden record of a stack is committed. */
export function goldenFolder(stack: string): string {
  return join("test", "golden", stack);
}
