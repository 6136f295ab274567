import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { promisify } from "node:util";
import { Command } from "commander";
import { EXIT, finish, printJson, processStreams, type ExitCode, type Streams } from "../../policy/cli/outcome.ts";
import { InputError } from "../../policy/lib/problem.ts";
import { existingEmbeddedStack } from "../cluster/embedded.ts";
import { pulumiProblems } from "../cluster/preflight.ts";
import { runPulumi, type PulumiResult } from "../cluster/pulumi/run.ts";
import { statefulResources, type StatefulResource } from "../cluster/pulumi/state.ts";
import { clusterOption } from "./up.ts";

interface UnprotectOptions {
  readonly cwd: string;
  readonly cluster?: "embedded" | undefined;
  readonly yes?: boolean | undefined;
  readonly json?: boolean | undefined;
  readonly debug?: boolean | undefined;
}

/** `palisade unprotect STACK`. */
export function unprotectCommand(): Command {
  return new Command("unprotect")
    .argument("<stack>", "stack")
    .description("List what is protected from destruction and what would be retained; with --yes lift the protection")
    .option("--cwd <dir>", "folder of the project", ".")
    .addOption(clusterOption())
    .option("-y, --yes", "lift the protection in the stack's state")
    .option("--json", "print JSON")
    .option("--debug", "show stack traces")
    .addHelpText("after", HELP)
    .action((stack: string, options: UnprotectOptions) =>
      finish(options.debug, () => unprotect(stack, { ...options, cwd: resolve(options.cwd) }, processStreams)),
    );
}

const HELP = `
The next deployment protects them again. What is retained stays where it is after a destroy and must be removed by hand.

Exit codes: 0 nothing is protected any more, 1 something is and --yes was not given.

Examples:
  npm run -s palisade -- unprotect local --cluster embedded
  npm run -s palisade -- unprotect dev --yes`;

type RunOn = (args: readonly string[]) => Promise<PulumiResult>;

async function unprotect(stack: string, options: UnprotectOptions, streams: Streams): Promise<ExitCode> {
  const run = await pulumiOf(stack, options);
  const { protectedOnes, retained } = await statefulOf(stack, run);
  const lift = options.yes === true && protectedOnes.length > 0;
  if (lift) {
    const lifted = await run(["state", "unprotect", "--all", "--yes"]);
    if (lifted.code !== 0) throw new Error(lifted.stderr);
  }
  if (options.json === true) await printJson(streams, { stack, protected: protectedOnes, retained, lifted: lift });
  else streams.out(listing(protectedOnes, retained, lift));
  return protectedOnes.length === 0 || lift ? EXIT.fine : EXIT.findings;
}

/** What stands in the stack's state. */
export async function statefulOf(stack: string, run: RunOn): Promise<ReturnType<typeof statefulResources>> {
  const { code, stdout, stderr } = await run(["stack", "export"]);
  if (code === 0) return statefulResources(stdout);
  const given = `its state cannot be read: ${stderr.trim()}`;
  const change = "name a deployed stack, and log in to where its state is kept";
  throw new InputError([{ path: stack, given, allowed: "a stack that was deployed", change }]);
}

/** One line each. */
export function resourceRows(list: readonly StatefulResource[]): string {
  return list.map(({ type, id }) => `  ${type}  ${id}\n`).join("");
}

function listing(protectedOnes: readonly StatefulResource[], retained: readonly StatefulResource[], lifted: boolean): string {
  const state = lifted ? "no longer protected" : "protected: a destroy is refused until they are not (--yes)";
  return [
    `${protectedOnes.length} ${state}\n${resourceRows(protectedOnes)}`,
    `${retained.length} retained: they stay in the cluster after a destroy\n${resourceRows(retained)}`,
  ].join("");
}

/** The CLI on the stack of the embedded cluster, or the user's own. */
export async function pulumiOf(
  stack: string,
  { cluster, cwd }: { readonly cluster?: "embedded" | undefined; readonly cwd: string },
): Promise<RunOn> {
  if (cluster === "embedded") {
    const { home, folder } = await existingEmbeddedStack(cwd, stack);
    return async (args) => await runPulumi(home, [...args, "--stack", stack], { cwd: folder });
  }
  const problems = pulumiProblems(process.env["PATH"] ?? "");
  if (problems.length > 0) throw new InputError(problems);
  return async (args) => await promisifiedPulumi([...args, "--stack", stack], cwd);
}

async function promisifiedPulumi(args: readonly string[], cwd: string): Promise<PulumiResult> {
  try {
    const { stdout, stderr } = await promisify(execFile)("pulumi", [...args, "--non-interactive"], { cwd, maxBuffer: 2 ** 28 });
    return { code: 0, stdout, stderr };
  } catch (error) {
    const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
    return { code: 1, stdout, stderr };
  }
}
