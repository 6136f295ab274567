import { Command } from "commander";
import { EXIT, finish, printJson, processStreams, type ExitCode, type Streams } from "../../policy/cli/outcome.ts";
import { ensureToolchain, ToolchainMissing, type Toolchain, type ToolchainEvent } from "../cluster/toolchain/toolchain.ts";

interface ToolchainOptions {
  readonly json?: boolean | undefined;
  readonly debug?: boolean | undefined;
}

/** `palisade toolchain`. */
export function toolchainCommand(): Command {
  return new Command("toolchain")
    .description("Find or build what an embedded cluster needs: etcd, Kubernetes, kwok, helm, the Pulumi CLI")
    .option("--json", "print JSON")
    .option("--debug", "show stack traces")
    .addHelpText("after", HELP)
    .action((options: ToolchainOptions) => finish(options.debug, () => toolchain(options, processStreams)));
}

const HELP = `
Takes matching programs from KUBEBUILDER_ASSETS and PATH, then from the cache (XDG_CACHE_HOME/palisade/toolchain), and
builds the rest from source with Go: about 15 minutes on two cores, once.

Example:
  npm run -s palisade -- toolchain`;

async function toolchain(options: ToolchainOptions, streams: Streams): Promise<ExitCode> {
  const found = await provideToolchain(streams);
  if (found === undefined) return EXIT.badInput;
  const tools = [...found.tools.values()];
  if (options.json === true) await printJson(streams, { tools });
  else
    for (const { name, version, from, path } of tools)
      streams.out(`${name.padEnd(24)} ${version.padEnd(10)} ${from.padEnd(6)} ${path}\n`);
  return EXIT.fine;
}

/** The toolchain, with progress on standard error; undefined, and explained, when it cannot be had. */
export async function provideToolchain(streams: Streams): Promise<Toolchain | undefined> {
  try {
    return await ensureToolchain((event) => showProgress(event, streams));
  } catch (error) {
    if (!(error instanceof ToolchainMissing)) throw error;
    streams.err(`${error.message}\n`);
    return undefined;
  }
}

/** One line for each start and end; between them, on a terminal, how far it is. */
function showProgress(event: ToolchainEvent, streams: Streams): void {
  const live = process.stderr.isTTY === true && process.env["CI"] === undefined;
  const clear = live ? "\r\u001b[K" : "";
  if (event.kind === "building") streams.err(`building ${event.name} ${event.version} from source\n`);
  else if (event.kind === "built") streams.err(`${clear}built ${event.name} in ${event.seconds} s\n`);
  else if (live) streams.err(`${clear}${event.name}: ${event.packages} packages compiled`);
}
