import { Command } from "commander";
import { stackFileSchema } from "../../components/config/jsonSchema.ts";
import { atLeastAsHard, CONTROL_NAMES, CONTROLS } from "../../components/config/profiles.ts";
import { settings, type Setting } from "../../components/config/referencePage.ts";
import { describeProblem } from "../../components/shared/problem.ts";
import { checkStack, stackNames, today, type CheckedStack } from "./stackPlan.ts";
import { BadInput, EXIT, printJson, type ExitCode, type Terminal } from "./terminal.ts";

interface Options {
  readonly stack?: string | undefined;
  readonly cwd: string;
  readonly json?: boolean | undefined;
}

/** `palisade config check|explain|schema`. */
export function configCommand(terminal: Terminal, done: (code: ExitCode) => void): Command {
  const command = new Command("config").description("Validate and explain stack configuration");
  command
    .command("check")
    .description("Validate stack files and plan them: every problem at once")
    .option("-s, --stack <name>", "one stack (default: all)")
    .option("--cwd <dir>", "project folder", ".")
    .option("--json", "print JSON")
    .addHelpText(
      "after",
      "\nExamples:\n  npm run palisade -- config check\n  npm run palisade -- config check --stack prod --json",
    )
    .action((options: Options) => done(configCheck(options, terminal)));
  command
    .command("explain")
    .argument("[key]", "only keys that start with this, for example palisade:gateway")
    .description("Show every setting in force, where it comes from, and the profile's controls")
    .requiredOption("-s, --stack <name>", "stack")
    .option("--cwd <dir>", "project folder", ".")
    .option("--json", "print JSON")
    .addHelpText(
      "after",
      "\nExamples:\n  npm run palisade -- config explain --stack prod\n  npm run palisade -- config explain palisade:gateway --stack dev",
    )
    .action((key: string | undefined, options: Options) => done(configExplain(key, options, terminal)));
  command
    .command("schema")
    .description("Print the JSON Schema of a stack file")
    .action(() => {
      printJson(terminal, stackFileSchema());
      done(EXIT.fine);
    });
  return command;
}

export function configCheck(options: Options, terminal: Terminal): ExitCode {
  const names = options.stack === undefined ? stackNames(options.cwd) : [options.stack];
  const stacks = names.map((name) => checkStack(options.cwd, name, today()));
  const exit = stacks.some((stack) => stack.problems.length > 0) ? EXIT.badInput : EXIT.fine;
  if (options.json === true) {
    printJson(terminal, {
      stacks: stacks.map(({ stack, problems, examples, missingSecrets }) => ({ stack, problems, examples, missingSecrets })),
    });
  } else {
    for (const stack of stacks) terminal.result(stackLines(stack).join("\n"));
  }
  return exit;
}

function stackLines(stack: CheckedStack): readonly string[] {
  if (stack.problems.length > 0)
    return [
      `${stack.stack}: ${count(stack.problems.length, "problem")}`,
      ...stack.problems.map((problem) => `  ${describeProblem(problem)}`),
    ];
  const toSet = stack.examples.length + stack.missingSecrets.length;
  const note =
    toSet === 0 ? "ready to deploy" : `${count(toSet, "value")} to set before a deployment (config explain lists them)`;
  return [`${stack.stack}: fine; ${note}`];
}

/** One setting with what is in force. */
interface ExplainedSetting {
  readonly key: string;
  readonly value: unknown;
  readonly origin: "stack file" | "default";
  readonly description: string;
}

export function configExplain(key: string | undefined, options: Options, terminal: Terminal): ExitCode {
  const checked = checkStack(options.cwd, options.stack ?? "", today());
  if (!checked.parsed.ok) throw new BadInput(checked.problems.map(describeProblem));
  const explained = explainSettings(checked).filter((setting) => key === undefined || setting.key.startsWith(key));
  if (explained.length === 0)
    throw new BadInput([
      `${String(key)}: is not a known key; the keys of docs/configuration.md; name one of them or the beginning of one`,
    ]);
  const controls = key === undefined ? explainControls(checked) : [];
  if (options.json === true) {
    printJson(terminal, {
      stack: checked.stack,
      settings: explained,
      controls,
      examples: checked.examples,
      missingSecrets: checked.missingSecrets,
    });
    return EXIT.fine;
  }
  for (const setting of explained)
    terminal.result(`${setting.key} = ${JSON.stringify(setting.value)}  (${setting.origin})\n    ${setting.description}`);
  if (controls.length > 0)
    terminal.result(
      [
        "",
        `Controls of profile ${checked.parsed.controls.profile}:`,
        ...controls.map((row) => `  ${row.name} = ${String(row.value)}${row.note}`),
      ].join("\n"),
    );
  const toSet = [
    ...checked.examples.map((example) => `  ${example.path}: example value ${JSON.stringify(example.value)}`),
    ...checked.missingSecrets.map((name) => `  palisade:${name}: secret not set`),
  ];
  if (key === undefined && toSet.length > 0) terminal.result(["", "To set before a deployment:", ...toSet].join("\n"));
  return EXIT.fine;
}

function explainSettings(checked: CheckedStack): readonly ExplainedSetting[] {
  if (!checked.parsed.ok) return [];
  const { config } = checked.parsed;
  return settings().flatMap((setting) => {
    const value = valueOf(setting, config);
    if (value === undefined || (typeof value === "object" && !Array.isArray(value))) return [];
    const origin = valueOf(setting, written(checked)) === undefined ? "default" : "stack file";
    return [{ key: setting.path, value, origin, description: setting.description } satisfies ExplainedSetting];
  });
}

/** The stack file's own values as objects. */
function written({ raw }: CheckedStack): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(raw.values).map(([key, text]) => [key, /^\s*[[{]/.test(text) ? (JSON.parse(text) as unknown) : text]),
  );
}

/** Follows `palisade:gateway.expose[nodePort].gateway`; a union arm that was not chosen has no value. */
function valueOf(setting: Setting, root: unknown): unknown {
  const steps = setting.path.replace("palisade:", "").match(/[^.[\]]+|\[[^\]]*\]/g) ?? [];
  return steps.reduce<unknown>((value, step) => {
    if (typeof value !== "object" || value === null) return undefined;
    const record = value as Readonly<Record<string, unknown>>;
    if (!step.startsWith("[")) return record[step];
    return Object.values(record).includes(step.slice(1, -1)) ? value : undefined;
  }, root);
}

function explainControls({
  parsed,
}: CheckedStack): readonly { readonly name: string; readonly value: number | boolean; readonly note: string }[] {
  if (!parsed.ok) return [];
  const { controls } = parsed;
  return CONTROL_NAMES.map((name) => {
    const minimum = CONTROLS[name].values[controls.profile];
    const changed = atLeastAsHard(name, controls[name], minimum) ? "raised from" : "lowered by waiver from";
    return { name, value: controls[name], note: controls[name] === minimum ? "" : `  (${changed} ${String(minimum)})` };
  });
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
