import { spawn } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { Command, Option } from "commander";
import { EXIT, finish, processStreams, type ExitCode, type Streams } from "../../policy/cli/outcome.ts";
import { InputError, type Problem } from "../../policy/lib/problem.ts";
import { embeddedDeployment, type EmbeddedDeployment } from "../cluster/embedded.ts";
import { preflight } from "../cluster/preflight.ts";
import { allParts } from "../cluster/pulumi/parts.ts";
import { runPulumi } from "../cluster/pulumi/run.ts";
import { packConfig } from "../preview/preview.ts";
import { inScratchFolder } from "../preview/scratchFolder.ts";
import { checkStack, today } from "./stackPlan.ts";
import { provideToolchain } from "./toolchain.ts";

interface UpOptions {
  readonly stack: string;
  readonly cwd: string;
  readonly cluster?: "embedded" | undefined;
  readonly yes?: boolean | undefined;
  readonly debug?: boolean | undefined;
}

/** `palisade up`. */
export function upCommand(): Command {
  return new Command("up")
    .description("Deploy a stack with the Pulumi CLI and the policy pack, after checking all that must be in order")
    .requiredOption("-s, --stack <name>", "stack")
    .option("--cwd <dir>", "folder of the project", ".")
    .addOption(clusterOption())
    .option("-y, --yes", "do not ask; on an embedded cluster nothing is asked anyway")
    .option("--debug", "show stack traces")
    .addHelpText("after", HELP)
    .action((options: UpOptions) => finish(options.debug, () => up({ ...options, cwd: resolve(options.cwd) }, processStreams)));
}

const HELP = `
With --cluster embedded a real API server, scheduler and controllers run on this machine, below .palisade/embedded.
Nodes and pods are simulated: objects are accepted, scheduled and "Running", and no container is ever started.

Exit codes: 0 deployed, 1 stopped by a policy or by the cluster, 2 something must be set first.

Examples:
  npm run -s palisade -- up --stack local --cluster embedded
  npm run -s palisade -- up --stack dev`;

/** Where a command acts: the cluster of the stack file, or the embedded one. */
export function clusterOption(): Option {
  return new Option("--cluster <kind>", "a simulated cluster on this machine instead of the stack's own").choices(["embedded"]);
}

async function up(options: UpOptions, streams: Streams): Promise<ExitCode> {
  return options.cluster === "embedded" ? await upEmbedded(options, streams) : await upReal(options, streams);
}

async function upEmbedded({ cwd, stack }: UpOptions, streams: Streams): Promise<ExitCode> {
  const { parsed, problems } = checkStack(cwd, stack, today());
  if (!parsed.ok || problems.length > 0) throw new InputError(problems);
  const { cluster } = parsed.config;
  if (cluster.kind !== "existing") throw new InputError([madeElsewhere(stack, cluster.kind)]);
  const toolchain = await provideToolchain(streams);
  if (toolchain === undefined) return EXIT.badInput;
  streams.err("starting the embedded cluster\n");
  const deployment = await embeddedDeployment(toolchain, { cwd, stack, maxNodes: cluster.maxNodes });
  streams.err(introduction(deployment));
  const { home, arguments: stackArguments, packArguments } = deployment.stack;
  const { code } = await runPulumi(home, ["up", "--yes", ...stackArguments, ...packArguments], { cwd, live: true });
  if (code !== 0) return EXIT.findings;
  streams.err(conclusion(relative(process.cwd(), deployment.cluster.kubeconfig)));
  return EXIT.fine;
}

/** No cloud can be simulated here, and so no cluster that the stack itself makes. */
function madeElsewhere(stack: string, kind: string): Problem {
  return {
    path: `${stack}: palisade:cluster.kind`,
    given: JSON.stringify(kind),
    allowed: '"existing": the embedded cluster stands in for one that is there, and makes none in a cloud',
    change: "make up STACK=local CLUSTER=embedded",
  };
}

function introduction({ cluster, parts }: EmbeddedDeployment): string {
  const rows = allParts(parts).map(
    ({ name, version, real }) => `  ${name.padEnd(28)} ${real ? version : "stand-in of the tests"}\n`,
  );
  const nodes = cluster.nodes.length === 1 ? "one simulated node" : `${cluster.nodes.length} simulated nodes`;
  return `${cluster.started ? "started" : "running already"}: a real control plane with ${nodes}; no container is ever started\n${rows.join("")}`;
}

function conclusion(kubeconfig: string): string {
  return `\nPods are simulated: "Running" means scheduled and accepted, nothing is executed.
  make kubectl ARGS="get pods -A"     look at it (kubeconfig: ${kubeconfig})
  make down CLUSTER=embedded          remove it and all that it kept\n`;
}

async function upReal({ cwd, stack, yes }: UpOptions, streams: Streams): Promise<ExitCode> {
  const day = today();
  const { problems, unverified } = await preflight(cwd, checkStack(cwd, stack, day), day);
  for (const sentence of unverified) streams.err(`not verified: ${sentence}\n`);
  if (problems.length > 0) throw new InputError(problems);
  return await inScratchFolder(async (folder) => {
    const config = join(folder, "policy-pack-config.json");
    await writeFile(config, JSON.stringify(await packConfig({ cwd, stack })));
    const pack = ["--policy-pack", join(cwd, "policy"), "--policy-pack-config", config];
    // With its preview: a policy that is broken late would otherwise stop half of a deployment.
    return (await pulumiOnPath(["up", "--stack", stack, ...pack, ...(yes === true ? ["--yes"] : [])], cwd))
      ? EXIT.fine
      : EXIT.findings;
  });
}

/** The user's own Pulumi, with its login and settings. True when it succeeded. */
export async function pulumiOnPath(args: readonly string[], cwd: string): Promise<boolean> {
  const child = spawn("pulumi", [...args], { cwd, stdio: "inherit" });
  return await new Promise((resolveRun, reject) => child.on("error", reject).on("close", (code) => resolveRun(code === 0)));
}
