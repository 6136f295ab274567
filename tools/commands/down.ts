import { resolve } from "node:path";
import { Command } from "commander";
import { EXIT, finish, processStreams, type ExitCode, type Streams } from "../../policy/cli/outcome.ts";
import { InputError } from "../../policy/lib/problem.ts";
import { removeEmbedded } from "../cluster/embedded.ts";
import type { StatefulResource } from "../cluster/pulumi/state.ts";
import { pulumiOf, resourceRows, statefulOf } from "./unprotect.ts";
import { clusterOption, pulumiOnPath } from "./up.ts";

interface DownOptions {
  readonly stack?: string | undefined;
  readonly cwd: string;
  readonly cluster?: "embedded" | undefined;
  readonly yes?: boolean | undefined;
  readonly debug?: boolean | undefined;
}

/** `palisade down`. */
export function downCommand(): Command {
  return new Command("down")
    .description("Destroy a stack with the Pulumi CLI, or remove the embedded cluster with all that it kept")
    .option("-s, --stack <name>", "stack to destroy")
    .option("--cwd <dir>", "folder of the project", ".")
    .addOption(clusterOption())
    .option("-y, --yes", "do not ask")
    .option("--debug", "show stack traces")
    .addHelpText("after", HELP)
    .action((options: DownOptions) =>
      finish(options.debug, () => down({ ...options, cwd: resolve(options.cwd) }, processStreams)),
    );
}

const HELP = `
Nothing is destroyed while the stack holds something protected: \`palisade unprotect\` lists it and lifts the protection.

Exit codes: 0 gone, 1 refused or not all of it is gone, 2 something must be set first.

Examples:
  npm run -s palisade -- down --cluster embedded
  npm run -s palisade -- down --stack dev`;

async function down({ stack, cwd, cluster, yes }: DownOptions, streams: Streams): Promise<ExitCode> {
  if (cluster === "embedded") {
    streams.err(
      (await removeEmbedded(cwd)) ? "the embedded cluster and its files are removed\n" : "there is no embedded cluster\n",
    );
    return EXIT.fine;
  }
  const unnamed = {
    path: "--stack",
    given: "is missing",
    allowed: "a stack, or --cluster embedded",
    change: "name what to remove",
  };
  if (stack === undefined) throw new InputError([unnamed]);
  const { protectedOnes } = await statefulOf(stack, await pulumiOf(stack, { cwd }));
  if (protectedOnes.length > 0) {
    streams.err(refusal(stack, protectedOnes));
    return EXIT.findings;
  }
  const asked = yes === true ? ["--yes"] : [];
  return (await pulumiOnPath(["destroy", "--stack", stack, ...asked], cwd)) ? EXIT.fine : EXIT.findings;
}

/** Pulumi names only some of them, one deployment at a time. */
function refusal(stack: string, protectedOnes: readonly StatefulResource[]): string {
  return `${stack} is not destroyed, because ${protectedOnes.length} resources in it are protected:
${resourceRows(protectedOnes)}What is meant to be lost: npm run -s palisade -- unprotect ${stack} --yes
`;
}
