import { Command } from "commander";
import { IMAGE_KEYS, IMAGES, renderImage } from "../../components/shared/images.ts";
import { writeFileAtomically } from "../atomicFiles.ts";
import { lockedTable, lockRows, type LockRow } from "../images/lock.ts";
import { EXIT, printJson, type ExitCode, type Terminal } from "./terminal.ts";

const TABLE = new URL("../../components/shared/images.json", import.meta.url).pathname;

/** `palisade images list|lock`. */
export function imagesCommand(terminal: Terminal, done: (code: ExitCode) => void): Command {
  const command = new Command("images").description("List the pinned images and resolve their digests again");
  command
    .command("list")
    .description("Every image the platform runs, as a pod names it")
    .option("--json", "print JSON")
    .action((options: { json?: boolean }) => {
      const images = IMAGE_KEYS.map((key) => ({ key, image: renderImage(IMAGES[key]) }));
      if (options.json === true) printJson(terminal, { images });
      else for (const row of images) terminal.result(`${row.key.padEnd(24)} ${row.image}`);
      done(EXIT.fine);
    });
  command
    .command("lock")
    .description("Ask every registry for the digest of its tag; shows what would change")
    .option("--write", "write the new digests to components/shared/images.json")
    .option("--json", "print JSON")
    .addHelpText(
      "after",
      "\nExit code 1: a digest differs and --write was not given, or an image could not be resolved.\n\nExamples:\n  npm run palisade -- images lock\n  make images-lock ARGS=--write",
    )
    .action(async (options: LockOptions) => done(await imagesLock(options, terminal)));
  return command;
}

interface LockOptions {
  readonly write?: boolean | undefined;
  readonly json?: boolean | undefined;
}

async function imagesLock(options: LockOptions, terminal: Terminal): Promise<ExitCode> {
  const rows = await lockRows({}, (row) => terminal.notice(`${row.state.padEnd(9)} ${row.key}: ${row.detail}`));
  const changed = rows.filter((row) => row.state === "changed").length;
  const failed = rows.filter((row) => row.state === "failed").length;
  if (options.write === true && changed > 0) await writeFileAtomically(TABLE, lockedTable(rows));
  if (options.json === true) printJson(terminal, { images: rows.map(lockJson), written: options.write === true && changed > 0 });
  else
    terminal.result(
      `${rows.length} images: ${rows.length - changed - failed} unchanged, ${changed} changed${options.write === true ? " and written" : ""}, ${failed} not resolved`,
    );
  return failed > 0 || (changed > 0 && options.write !== true) ? EXIT.findings : EXIT.fine;
}

function lockJson(row: LockRow): Readonly<Record<string, string>> {
  return { key: row.key, image: renderImage(row.image), state: row.state, detail: row.detail };
}
