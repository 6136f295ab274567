import { Command } from "commander";
import { EXIT, finish, printJson, processStreams, type ExitCode, type Streams } from "../../policy/cli/outcome.ts";
import { fromUsersFolder } from "../../policy/cli/usersFolder.ts";
import { nearest } from "../../policy/lib/nearest.ts";
import { InputError, type Problem } from "../../policy/lib/problem.ts";
import type { EvidenceThreat } from "../../components/cloud/audit/evidence.ts";
import { stackFileSchema } from "../../components/config/jsonSchema.ts";
import { describeProblem } from "../../components/shared/problem.ts";
import { plural } from "../preview/plural.ts";
import { cloudLines, explainCloud } from "./explainCloud.ts";
import { explainControls, explainEvidence, explainSettings } from "./explain.ts";
import { DEFAULT_TIMEOUT, recordStack } from "./runStack.ts";
import { checkStack, stackNames, today, type CheckedStack } from "./stackPlan.ts";

interface Options {
  readonly stack?: string | undefined;
  readonly cwd: string;
  readonly json?: boolean | undefined;
  readonly cloud?: boolean | undefined;
  readonly debug?: boolean | undefined;
}

/** `palisade config check|explain|schema`. */
export function configCommand(): Command {
  const command = fromUsersFolder(new Command("config")).description("Validate and explain stack configuration");
  shared(command.command("check"))
    .description("Validate stack files and plan them: every problem at once")
    .option("-s, --stack <name>", "one stack (default: all)")
    .addHelpText("after", CHECK_EXAMPLES)
    .action((options: Options) => finish(options.debug, () => configCheck(options, processStreams)));
  shared(command.command("explain"))
    .argument("[key]", "only keys that start with this, for example gateway or palisade:gateway.replicas")
    .description("Show every setting in force, where it comes from, and the profile's controls")
    .requiredOption("-s, --stack <name>", "stack")
    .option("--cloud", "only what the deployer must be allowed to do in the cloud, and what the stack costs a month at least")
    .addHelpText("after", EXPLAIN_EXAMPLES)
    .action((key: string | undefined, options: Options) =>
      finish(options.debug, () =>
        options.cloud === true ? configExplainCloud(options, processStreams) : configExplain(key, options, processStreams),
      ),
    );
  command
    .command("schema")
    .description("Print the JSON Schema of a stack file")
    .option("--json", "print JSON, as it always does")
    .addHelpText("after", SCHEMA_EXAMPLES)
    .action(() => finish(false, () => configSchema(processStreams)));
  return command;
}

const CHECK_EXAMPLES = `
Exit codes: 0 every stack can be planned, 2 problems.

Examples:
  npm run -s palisade -- config check
  npm run -s palisade -- config check --stack prod --json`;

const EXPLAIN_EXAMPLES = `
Examples:
  npm run -s palisade -- config explain --stack prod
  npm run -s palisade -- config explain gateway --stack dev
  npm run -s palisade -- config explain --stack prod --cloud --json`;

const SCHEMA_EXAMPLES = `
Editors complete and check stack files with it; it is committed as components/config/stack.schema.json.

Example:
  npm run -s palisade -- config schema > stack.schema.json`;

function shared(command: Command): Command {
  return command
    .option("--cwd <dir>", "project folder", ".")
    .option("--json", "print JSON")
    .option("--debug", "show stack traces");
}

export async function configSchema(streams: Streams): Promise<ExitCode> {
  await printJson(streams, stackFileSchema());
  return EXIT.fine;
}

export async function configCheck(options: Options, streams: Streams): Promise<ExitCode> {
  const names = options.stack === undefined ? stackNames(options.cwd) : [options.stack];
  const stacks = names.map((name) => checkStack(options.cwd, name, today()));
  if (options.json === true) await printJson(streams, { stacks: stacks.map(checkJson) });
  else for (const stack of stacks) streams.out(`${checkLines(stack).join("\n")}\n`);
  return stacks.some((stack) => stack.problems.length > 0) ? EXIT.badInput : EXIT.fine;
}

function checkJson({ stack, problems, examples, missingSecrets }: CheckedStack): object {
  return { stack, problems, examples, missingSecrets };
}

function checkLines({ stack, problems, examples, missingSecrets, unconfirmed }: CheckedStack): readonly string[] {
  if (problems.length > 0)
    return [`${stack}: ${plural(problems.length, "problem")}`, ...problems.map((problem) => `  ${describeProblem(problem)}`)];
  const toSet = examples.length + missingSecrets.length + unconfirmed.length;
  return [
    `${stack}: fine; ${toSet === 0 ? "ready to deploy" : `${plural(toSet, "value")} to set before a deployment (config explain lists them)`}`,
  ];
}

export async function configExplain(key: string | undefined, options: Options, streams: Streams): Promise<ExitCode> {
  const checked = checkStack(options.cwd, options.stack ?? "", today());
  if (!checked.parsed.ok) throw new InputError(checked.problems);
  const all = explainSettings(checked);
  const settings = key === undefined ? all : all.filter((setting) => isBelow(setting.key, key));
  if (settings.length === 0)
    throw new InputError([
      unknownKey(
        String(key),
        all.map((setting) => setting.key),
      ),
    ]);
  const { stack, examples, missingSecrets } = checked;
  const whole = key === undefined;
  const controls = whole ? explainControls(checked) : [];
  const evidence = whole ? explainEvidence(checked) : [];
  if (options.json === true) {
    await printJson(streams, { stack, settings, controls, ...(whole ? { examples, missingSecrets, evidence } : {}) });
    return EXIT.fine;
  }
  const lines = [
    ...settings.flatMap((setting) => [
      `${setting.key} = ${JSON.stringify(setting.value)}  (${setting.origin})`,
      ...(setting.description === "" ? [] : [`    ${setting.description}`]),
    ]),
    ...section(
      `Controls of profile ${checked.parsed.controls.profile}`,
      controls.map((row) => `${row.name} = ${String(row.value)}${row.note}`),
    ),
    ...section("Who could still destroy audit evidence", evidence.flatMap(evidenceLines)),
    ...section("To set before a deployment", whole ? toSet(checked) : []),
  ];
  streams.out(`${lines.join("\n")}\n`);
  return EXIT.fine;
}

export async function configExplainCloud({ cwd, stack = "", json, debug }: Options, streams: Streams): Promise<ExitCode> {
  const record = await recordStack({ cwd, stack, debug, timeout: DEFAULT_TIMEOUT }, streams);
  if (record === undefined) return EXIT.badInput;
  const explained = explainCloud(record);
  if (json === true) await printJson(streams, { stack, ...explained });
  else streams.out(`${cloudLines(explained).join("\n")}\n`);
  return EXIT.fine;
}

function evidenceLines({ who, could, prevented, remains }: EvidenceThreat): readonly string[] {
  return [`${who}: could ${could}`, `    against it: ${prevented}`, `    what is left: ${remains ?? "nothing"}`];
}

function toSet({ examples, missingSecrets, unconfirmed }: CheckedStack): readonly string[] {
  return [
    ...examples.map((example) => `${example.path}: example value ${JSON.stringify(example.value)}; ${example.change}`),
    ...missingSecrets.map((name) => `palisade:${name}: secret; pulumi config set --secret palisade:${name}`),
    ...unconfirmed.map(describeProblem),
  ];
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ["", `${title}:`, ...lines.map((line) => `  ${line}`)];
}

const PREFIX = /^palisade:/;

/** People leave out `palisade:` and the option of a union: `cluster.name` finds `palisade:cluster[existing].name`. */
function isBelow(settingKey: string, asked: string): boolean {
  return [settingKey, plainKey(settingKey)].some((key) => key.startsWith(asked) || key.startsWith(`palisade:${asked}`));
}

function plainKey(settingKey: string): string {
  return settingKey.replaceAll(/\[[^\]]+\]/g, "");
}

function unknownKey(path: string, known: readonly string[]): Problem {
  const names = known.flatMap((key) => {
    const name = plainKey(key).replace(PREFIX, "");
    return [name, name.split(".")[0] ?? name];
  });
  const meant = nearest(path.replace(PREFIX, ""), names);
  const change = meant === undefined ? "name one of them or the beginning of one" : `did you mean palisade:${meant}?`;
  return { path, given: "is not a setting in force", allowed: "the keys of docs/configuration.md", change };
}
