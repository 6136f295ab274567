import { spawn } from "node:child_process";
import { join, resolve } from "node:path";
import { Command } from "commander";
import { EXIT, finish, processStreams, type ExitCode, type Streams } from "../../policy/cli/outcome.ts";
import { InputError } from "../../policy/lib/problem.ts";
import { embeddedFolder, embeddedKubeconfig, embeddedRuns } from "../cluster/embedded.ts";
import { toolPath } from "../cluster/toolchain/toolchain.ts";
import { provideToolchain } from "./toolchain.ts";

interface KubectlOptions {
  readonly cwd: string;
  readonly debug?: boolean | undefined;
}

/** `palisade kubectl`. */
export function kubectlCommand(): Command {
  return new Command("kubectl")
    .description("Run kubectl on the embedded cluster")
    .argument("[args...]", "arguments of kubectl")
    .option("--cwd <dir>", "folder of the project", ".")
    .option("--debug", "show stack traces")
    .passThroughOptions()
    .addHelpText("after", "\nExample:\n  npm run -s palisade -- kubectl get pods -A")
    .action((args: readonly string[], options: KubectlOptions) =>
      finish(options.debug, () => kubectl(args, resolve(options.cwd), processStreams)),
    );
}

async function kubectl(args: readonly string[], cwd: string, streams: Streams): Promise<ExitCode> {
  const change = "start it with `make up STACK=local CLUSTER=embedded`";
  if (!(await embeddedRuns(cwd)))
    throw new InputError([{ path: "embedded cluster", given: "does not run", allowed: "a running one", change }]);
  const toolchain = await provideToolchain(streams);
  if (toolchain === undefined) return EXIT.badInput;
  const child = spawn(toolPath(toolchain, "kubectl"), ["--kubeconfig", embeddedKubeconfig(cwd), ...args], {
    stdio: "inherit",
    // Else it would write a cache into the home folder.
    env: { ...process.env, KUBECACHEDIR: join(embeddedFolder(cwd), "kubectl-cache") },
  });
  const code = await new Promise((resolveRun, reject) => child.on("error", reject).on("close", resolveRun));
  return code === 0 ? EXIT.fine : EXIT.findings;
}
