import type { Command } from "commander";
import { blastCommand, manifestsOf, printBlast, type BlastOptions } from "../../policy/cli/blast.ts";
import { EXIT, finish, processStreams, type ExitCode, type Streams } from "../../policy/cli/outcome.ts";
import { stackResources } from "../preview/policyResources.ts";
import { DEFAULT_TIMEOUT, recordStack } from "./runStack.ts";

interface StackBlastOptions extends BlastOptions {
  readonly stack?: string | undefined;
  readonly cwd: string;
}

/** `palisade blast`: that of the pack, and of a stack by its name. */
export function stackBlastCommand(): Command {
  return blastCommand()
    .option("-s, --stack <name>", "a stack instead of manifests: cloud rights are seen too")
    .option("--cwd <dir>", "folder of the stack's Pulumi Node.js project", ".")
    .action((workload: string | undefined, options: StackBlastOptions) =>
      finish(options.debug, () => blast(workload, options, processStreams)),
    );
}

export async function blast(workload: string | undefined, options: StackBlastOptions, streams: Streams): Promise<ExitCode> {
  const { stack, cwd, debug } = options;
  if (stack === undefined) return printBlast(await manifestsOf(options, streams), workload, options, streams);
  const record = await recordStack({ stack, cwd, debug, timeout: DEFAULT_TIMEOUT }, streams);
  return record === undefined ? EXIT.badInput : printBlast(stackResources(record), workload, options, streams);
}
