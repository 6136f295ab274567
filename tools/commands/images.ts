import { Command } from "commander";
import { EXIT, finish, printJson, processStreams, type ExitCode, type Streams } from "../../policy/cli/outcome.ts";
import { IMAGE_KEYS, IMAGES, renderImage } from "../../components/shared/images.ts";
import { writeFileAtomically } from "../atomicFiles.ts";
import { lockedTable, lockRows, type LockRow, type Resolve } from "../images/lock.ts";

/** What locking asks and writes. */
export interface LockPlace {
  /** @default the registry of the image */
  readonly resolve?: Resolve;
  readonly table: string;
}

const PLACE: LockPlace = { table: new URL("../../components/shared/images.json", import.meta.url).pathname };

export interface ImagesOptions {
  readonly write?: boolean | undefined;
  readonly json?: boolean | undefined;
  readonly debug?: boolean | undefined;
}

/** `palisade images list|lock`. */
export function imagesCommand(): Command {
  const command = new Command("images").description("List the pinned images and resolve their digests again");
  command
    .command("list")
    .description("Every image the platform runs, as a pod names it")
    .option("--json", "print JSON")
    .addHelpText("after", "\nExample:\n  npm run -s palisade -- images list --json")
    .action((options: ImagesOptions) => finish(false, () => imagesList(options, processStreams)));
  command
    .command("lock")
    .description("Ask every registry for the digest of its tag; shows what would change")
    .option("--write", "write the new digests to components/shared/images.json")
    .option("--json", "print JSON")
    .option("--debug", "show stack traces")
    .addHelpText("after", LOCK_HELP)
    .action((options: ImagesOptions) => finish(options.debug, () => imagesLock(options, processStreams)));
  return command;
}

const LOCK_HELP = `
Exit code 1: a digest differs and --write was not given, or an image could not be resolved.

Examples:
  npm run -s palisade -- images lock
  make images-lock ARGS=--write`;

export async function imagesList(options: ImagesOptions, streams: Streams): Promise<ExitCode> {
  const images = IMAGE_KEYS.map((key) => ({ key, image: renderImage(IMAGES[key]) }));
  if (options.json === true) await printJson(streams, { images });
  else for (const { key, image } of images) streams.out(`${key.padEnd(24)} ${image}\n`);
  return EXIT.fine;
}

export async function imagesLock(
  options: ImagesOptions,
  streams: Streams,
  { resolve, table }: LockPlace = PLACE,
): Promise<ExitCode> {
  const rows = await lockRows((row) => streams.err(`${row.state.padEnd(9)} ${row.key}: ${row.detail}\n`), resolve);
  const [changed, failed] = [
    rows.filter((row) => row.state === "changed").length,
    rows.filter((row) => row.state === "failed").length,
  ];
  const written = options.write === true && changed > 0;
  if (written) await writeFileAtomically(table, lockedTable(rows));
  if (options.json === true) await printJson(streams, { images: rows.map(lockJson), written });
  else
    streams.out(
      `${rows.length} images: ${rows.length - changed - failed} unchanged, ${changed} changed${written ? " and written" : ""}, ${failed} not resolved\n`,
    );
  return failed > 0 || (changed > 0 && !written) ? EXIT.findings : EXIT.fine;
}

function lockJson(row: LockRow): Readonly<Record<string, string>> {
  return { key: row.key, image: renderImage(row.image), state: row.state, detail: row.detail };
}
