import { existsSync, readdirSync } from "node:fs";
import { resolve } from "node:path";
import { Command } from "commander";
import { replaceFolder } from "../atomicFiles.ts";
import { manifestFiles } from "../render/manifests.ts";
import { runOptions, runStack, type RunOptions } from "./preview.ts";
import { BadInput, EXIT, printJson, type ExitCode, type Terminal } from "./terminal.ts";

interface RenderOptions extends RunOptions {
  readonly out: string;
  readonly json?: boolean | undefined;
}

/** Marks a folder as ours, so that `render` may replace it. */
const MARKER = ".palisade-render";

/** `palisade render`. */
export function renderCommand(terminal: Terminal, done: (code: ExitCode) => void): Command {
  return runOptions(new Command("render"))
    .description("Write the Kubernetes objects of a stack as YAML, one file each, in apply order")
    .requiredOption("-o, --out <dir>", "folder to write; replaced when an earlier render made it")
    .option("--json", "print JSON")
    .addHelpText("after", "\nExample:\n  npm run palisade -- render --stack prod --out rendered/prod")
    .action(async (options: RenderOptions) => done(await render(options, terminal)));
}

async function render(options: RenderOptions, terminal: Terminal): Promise<ExitCode> {
  const folder = resolve(options.out);
  if (!mayReplace(folder)) {
    throw new BadInput([
      `${options.out}: is not empty and was not made by render; a new, an empty or an earlier rendered folder; name another folder`,
    ]);
  }
  const files = manifestFiles((await runStack(options, terminal)).objects);
  await replaceFolder(folder, new Map([...files, [MARKER, `${options.stack}\n`]]));
  if (options.json === true) printJson(terminal, { stack: options.stack, folder: options.out, files: [...files.keys()] });
  else terminal.result(`${files.size} files in ${options.out}`);
  return EXIT.fine;
}

function mayReplace(folder: string): boolean {
  if (!existsSync(folder)) return true;
  const entries = readdirSync(folder);
  return entries.length === 0 || entries.includes(MARKER);
}
