import { existsSync } from "node:fs";
import { Command } from "commander";
import { aligned } from "../lib/columns.ts";
import { nearest } from "../lib/nearest.ts";
import { InputError, zodProblems, type Problem } from "../lib/problem.ts";
import { today } from "../lib/today.ts";
import { daysBetween } from "../lib/waiverHygiene.ts";
import { isExpired, waiverSchema, type Waiver } from "../lib/waivers.ts";
import { withExamples } from "./examples.ts";
import { WAIVERS_VERSION } from "./jsonSchemas.ts";
import { EXIT, finish, printJson, processStreams, type ExitCode, type Streams } from "./outcome.ts";
import { ALL_RULES } from "./ruleSet.ts";
import { fromUsersFolder } from "./usersFolder.ts";
import { openWaivers, saveWaivers, withoutWaivers, withWaiver, type WaiversFile } from "./waiversFile.ts";

interface FileOptions {
  readonly file: string;
  /** True when the user named the file, which then must be there to be read. */
  readonly named?: boolean | undefined;
  readonly json?: boolean | undefined;
  readonly debug?: boolean | undefined;
}

interface WriteOptions extends FileOptions {
  readonly write?: boolean | undefined;
}

export interface AddOptions extends WriteOptions {
  readonly rule?: string;
  readonly resource?: string;
  readonly stack?: readonly string[];
  readonly kind?: string;
  readonly owner?: string;
  readonly reason?: string;
  readonly ticket?: string;
  readonly expires?: string;
}

/** `waivers list|add|prune`. */
export function waiversCommand(): Command {
  const command = fromUsersFolder(new Command("waivers")).exitOverride().description("Findings that are accepted until a day");
  shared(command.command("list").description("Show every waiver and when it ends")).action(
    (options: FileOptions, called: Command) =>
      finish(options.debug, () => listWaivers({ ...options, named: isNamed(called) }, processStreams)),
  );
  shared(command.command("add").description("Validate a waiver and show the file with it"))
    .requiredOption("--rule <name>", "one rule")
    .requiredOption("--resource <pattern>", "<Kind>/<namespace>/<name> or URN; * matches inside one segment")
    .requiredOption("--owner <name>", "who answers for it")
    .requiredOption("--reason <text>", "why it is acceptable for now, at least 20 characters")
    .requiredOption("--ticket <id>", "where the remedy is tracked")
    .requiredOption("--expires <date>", "last day it holds, YYYY-MM-DD")
    .option("--stack <name...>", "only for these stacks")
    .option("--kind <kind>", "risk-accepted or not-built-yet")
    .option("--write", "write the file")
    .action((options: AddOptions) => finish(options.debug, () => addWaiver(options, processStreams)));
  shared(command.command("prune").description("Show the file without expired waivers"))
    .option("--write", "write the file")
    .action((options: WriteOptions, called: Command) =>
      finish(options.debug, () => pruneWaivers({ ...options, named: isNamed(called) }, processStreams)),
    );
  return withExamples(command, EXAMPLES);
}

const EXAMPLES = `
Nothing is written without --write.

Examples:
  palisade waivers list
  palisade waivers add --rule pdb --resource Deployment/tools/echo --owner platform --ticket OPS-12 \\
    --expires 2026-12-31 --reason "single replica until the cache is shared" --write
  palisade waivers prune --write`;

function shared(command: Command): Command {
  command
    .option("--file <path>", "the waivers file", "waivers.yaml")
    .option("--json", "print JSON")
    .option("--debug", "show stack traces");
  return withExamples(command, EXAMPLES);
}

function isNamed(called: Command): boolean {
  return called.getOptionValueSource("file") === "cli";
}

/** A project without waivers has no file; one that the user named and is not there is a mistake. */
async function openPresent({ file, named }: FileOptions): Promise<WaiversFile> {
  if (named === true && !existsSync(file))
    throw new InputError([problem(file, "no such file", "a file of waivers is allowed", "correct the path")]);
  return openWaivers(file);
}

export async function listWaivers(options: FileOptions, streams: Streams, day: string = today()): Promise<ExitCode> {
  const { waivers } = await openPresent(options);
  if (options.json === true) {
    await printJson(streams, {
      version: WAIVERS_VERSION,
      file: options.file,
      waivers: waivers.map((waiver) => ({
        ...waiver,
        expired: isExpired(waiver, day),
        daysLeft: daysBetween(day, waiver.expires),
      })),
    });
  } else {
    const count = `${waivers.length} ${waivers.length === 1 ? "waiver" : "waivers"} in ${options.file}`;
    const missing = existsSync(options.file) ? "" : ", which does not exist";
    streams.out(`${listed(waivers, day)}${count}${missing}\n`);
  }
  return EXIT.fine;
}

export async function addWaiver(options: AddOptions, streams: Streams, day: string = today()): Promise<ExitCode> {
  const waiver = readWaiver(options, day);
  const file = await openWaivers(options.file);
  if (file.waivers.some((other) => other.rule === waiver.rule && other.resource === waiver.resource)) {
    throw new InputError([
      problem(
        "resource",
        `${options.file} already has a waiver of ${waiver.rule} for '${waiver.resource}'`,
        "one waiver for one exception is allowed",
        "change that one",
      ),
    ]);
  }
  return save(options, withWaiver(file, waiver), { added: [waiver] }, streams);
}

export async function pruneWaivers(options: WriteOptions, streams: Streams, day: string = today()): Promise<ExitCode> {
  const file = await openPresent(options);
  const expired = file.waivers.flatMap((waiver, position) => (isExpired(waiver, day) ? [position] : []));
  const removed = file.waivers.filter((waiver) => isExpired(waiver, day));
  if (expired.length > 0) return save(options, withoutWaivers(file, expired), { removed }, streams);
  if (options.json === true) await printJson(streams, { version: WAIVERS_VERSION, removed, written: false });
  else streams.out(`no waiver of ${options.file} has expired\n`);
  return EXIT.fine;
}

async function save(options: WriteOptions, text: string, change: object, streams: Streams): Promise<ExitCode> {
  const written = options.write === true;
  if (written) saveWaivers(options.file, text);
  if (options.json === true) await printJson(streams, { version: WAIVERS_VERSION, ...change, written });
  else if (written) streams.out(`${options.file} written\n`);
  else {
    streams.err(`--write would make ${options.file}:\n`);
    streams.out(text);
  }
  return EXIT.fine;
}

function readWaiver(options: AddOptions, day: string): Waiver {
  const { rule, resource, stack, kind, owner, reason, ticket, expires } = options;
  const given = {
    rule,
    resource,
    ...(stack === undefined ? {} : { stacks: stack }),
    ...(kind === undefined ? {} : { kind }),
    owner,
    reason,
    ticket,
    expires,
  };
  const parsed = waiverSchema.safeParse(given, { reportInput: true });
  const problems = [...(parsed.success ? [] : zodProblems(parsed.error, "")), ...judgeMeaning(options, day)];
  if (!parsed.success || problems.length > 0) throw new InputError(problems);
  return parsed.data;
}

function judgeMeaning({ rule, expires }: AddOptions, day: string): readonly Problem[] {
  const names = ALL_RULES.map(({ name }) => name);
  const meant = nearest(String(rule), names);
  const change = `${meant === undefined ? "" : `did you mean ${meant}? `}\`palisade rules\` lists them all`;
  const unknownRule = names.some((name) => name === rule)
    ? []
    : [problem("rule", `there is no rule '${rule}'`, "the name of a rule is allowed", change)];
  const past =
    expires !== undefined && expires < day
      ? [problem("expires", `${expires} is in the past`, `${day} or later is allowed`, "choose a later day")]
      : [];
  return [...unknownRule, ...past];
}

function problem(path: string, given: string, allowed: string, change: string): Problem {
  return { path, given, allowed, change };
}

const COLUMNS = ["rule", "ends", "resource"];

/** What it is and when it ends in columns; whose it is and why below. Long names come last, so that they stay whole. */
function listed(waivers: readonly Waiver[], day: string): string {
  if (waivers.length === 0) return "";
  const [titles = "", ...heads] = aligned([
    COLUMNS,
    ...waivers.map((waiver) => [waiver.rule, endOf(waiver, day), waiver.resource]),
  ]);
  const rows = waivers.map(({ stacks, kind, owner, ticket, reason }, at) => {
    const where = stacks === undefined ? "every stack" : stacks.join(", ");
    return `${heads[at] ?? ""}\n  ${where}; ${kind} by ${owner}, ${ticket}\n  ${reason}\n`;
  });
  return `${titles}\n${rows.join("")}\n`;
}

function endOf({ expires }: Waiver, day: string): string {
  const left = daysBetween(day, expires);
  return `${expires} (${left < 0 ? `expired ${-left} days ago` : `${left} days left`})`;
}
