import { readdirSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { Command } from "commander";
import { EXIT, finish, printJson, processStreams, type ExitCode, type Streams } from "../../policy/cli/outcome.ts";
import { InputError, type Problem } from "../../policy/lib/problem.ts";
import { kubernetesObjects } from "../engine/kubernetesObjects.ts";
import { plural } from "../preview/plural.ts";
import { manifestFiles } from "../render/manifests.ts";
import { writeFolder } from "../render/writeFolder.ts";
import { recordStack, runOptions, type RunOptions } from "./runStack.ts";

export interface RenderOptions extends RunOptions {
  readonly out: string;
  readonly json?: boolean | undefined;
}

/** Marks a folder as ours, so that `render` may replace it. */
const MARKER = ".palisade-render";

/** `palisade render`. */
export function renderCommand(): Command {
  return runOptions(new Command("render"))
    .description("Write the Kubernetes objects of a stack as YAML, one file each, in apply order")
    .requiredOption("-o, --out <dir>", "folder to write; replaced when an earlier render made it")
    .option("--json", "print JSON")
    .addHelpText("after", HELP)
    .action((options: RenderOptions) => finish(options.debug, () => render(options, processStreams)));
}

const HELP = `
Secrets are written as "(secret)" and values that are not known before a deployment as "(known after deployment)": the
files are for reading and checking. The policy pack is not asked; preview and check ask it.

Exit codes: 0 written, 2 bad input, 3 internal error.

Examples:
  npm run -s palisade -- render --stack prod --out rendered/prod
  npm run -s palisade -- check -f rendered/prod --waivers waivers.yaml --stack prod`;

export async function render(options: RenderOptions, streams: Streams): Promise<ExitCode> {
  const folder = resolve(options.out);
  const problem = occupied(folder, options.out);
  if (problem !== undefined) throw new InputError([problem]);
  const record = await recordStack(options, streams);
  if (record === undefined) return EXIT.badInput;
  const files = manifestFiles(kubernetesObjects(record));
  await writeFolder(folder, new Map([...files, [MARKER, `${record.stack}\n`]]), options.out);
  if (options.json === true) await printJson(streams, { stack: record.stack, folder: options.out, files: [...files.keys()] });
  else streams.out(`${plural(files.size, "file")} in ${options.out}\n`);
  return EXIT.fine;
}

/** Why the folder may not be replaced; undefined when it may. */
function occupied(folder: string, path: string): Problem | undefined {
  const found = statSync(folder, { throwIfNoEntry: false });
  if (found === undefined) return undefined;
  const allowed = "a new, an empty or an earlier rendered folder";
  if (!found.isDirectory()) return { path, given: "is a file", allowed, change: "name another folder" };
  const entries = readdirSync(folder);
  if (entries.length === 0 || entries.includes(MARKER)) return undefined;
  return { path, given: "is not empty and was not made by render", allowed, change: "name another folder" };
}
