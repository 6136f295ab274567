import { readdirSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { Command } from "commander";
import { EXIT, finish, printJson, processStreams, type ExitCode, type Streams } from "../../policy/cli/outcome.ts";
import { InputError, type Problem } from "../../policy/lib/problem.ts";
import { replaceFolder } from "../atomicFiles.ts";
import { manifestFiles } from "../render/manifests.ts";
import { runOptions, runStack, type RunOptions } from "./runStack.ts";

interface RenderOptions extends RunOptions {
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
    .addHelpText("after", "\nExample:\n  npm run -s palisade -- render --stack prod --out rendered/prod")
    .action((options: RenderOptions) => finish(options.debug, () => render(options, processStreams)));
}

export async function render(options: RenderOptions, streams: Streams): Promise<ExitCode> {
  const problem = occupied(options.out);
  if (problem !== undefined) throw new InputError([problem]);
  const result = await runStack(options, streams);
  if (result === undefined) return EXIT.badInput;
  const files = manifestFiles(result.objects);
  await replaceFolder(resolve(options.out), new Map([...files, [MARKER, `${options.stack}\n`]]));
  if (options.json === true) printJson(streams, { stack: options.stack, folder: options.out, files: [...files.keys()] });
  else streams.out(`${files.size} files in ${options.out}\n`);
  return EXIT.fine;
}

/** Why the folder may not be replaced; undefined when it may. */
function occupied(path: string): Problem | undefined {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return undefined;
  const allowed = "a new, an empty or an earlier rendered folder";
  if (!found.isDirectory()) return { path, given: "is a file", allowed, change: "name another folder" };
  const entries = readdirSync(path);
  if (entries.length === 0 || entries.includes(MARKER)) return undefined;
  return { path, given: "is not empty and was not made by render", allowed, change: "name another folder" };
}
