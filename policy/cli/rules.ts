import { Command } from "commander";
import { nearest } from "../lib/nearest.ts";
import { PROFILES } from "../lib/packConfig.ts";
import { InputError } from "../lib/problem.ts";
import type { RuleBase } from "../lib/rule.ts";
import { withExamples } from "./examples.ts";
import { RULES_VERSION } from "./jsonSchemas.ts";
import { EXIT, finish, printJson, processStreams, type ExitCode, type Streams } from "./outcome.ts";
import { ALL_RULES } from "./ruleSet.ts";

export interface RulesOptions {
  readonly json?: boolean | undefined;
  readonly debug?: boolean | undefined;
}

/** `rules`: list the rules, or explain one. */
export function rulesCommand(): Command {
  const command = new Command("rules")
    .exitOverride()
    .description("List all rules, or explain one")
    .argument("[name]", "name of the rule to explain")
    .option("--json", "print JSON")
    .option("--debug", "show stack traces")
    .action((name: string | undefined, options: RulesOptions) =>
      finish(options.debug, () => runRules(name, options, processStreams)),
    );
  return withExamples(command, EXAMPLES);
}

const EXAMPLES = `
Examples:
  palisade rules
  palisade rules host-ports
  palisade rules --json`;

export async function runRules(name: string | undefined, options: RulesOptions, streams: Streams): Promise<ExitCode> {
  const selected = ALL_RULES.filter((rule) => name === undefined || rule.name === name);
  if (selected.length === 0) {
    const meant = nearest(
      String(name),
      ALL_RULES.map((rule) => rule.name),
    );
    throw new InputError([
      {
        path: `rules ${name}`,
        given: `there is no rule '${name}'`,
        allowed: "the name of a rule is allowed",
        change: `${meant === undefined ? "" : `did you mean ${meant}? `}\`palisade rules\` lists them all`,
      },
    ]);
  }
  if (options.json === true) await printJson(streams, { version: RULES_VERSION, rules: selected.map(ruleJson) });
  else streams.out(name === undefined ? listed(selected) : selected.map(explained).join("\n"));
  return EXIT.fine;
}

/** A rule as data: everything but its code. */
export function ruleJson(rule: RuleBase): object {
  const { name, title, description, severity, level, controls, remediation, podSecurity, params } = rule;
  return { name, title, description, severity, level, controls, remediation, podSecurity, params };
}

function listed(rules: readonly RuleBase[]): string {
  const width = Math.max(...rules.map(({ name }) => name.length));
  const lines = rules.map(
    ({ name, severity, level, title }) => `${name.padEnd(width)}  ${severity.padEnd(8)}  ${level.prod.padEnd(9)}  ${title}`,
  );
  const head = `${"rule".padEnd(width)}  severity  in prod    title`;
  return `${[head, ...lines].join("\n")}\n\n${rules.length} rules. \`palisade rules NAME\` explains one.\n`;
}

function explained(rule: RuleBase): string {
  const { name, title, description, severity, level, controls, remediation, params } = rule;
  const paramLines = Object.entries(params ?? {}).map(
    ([key, param]) => `  ${key} (${param.type}, default ${JSON.stringify(param.default)}): ${param.description}`,
  );
  return [
    `${name}: ${title}`,
    "",
    description,
    "",
    `Severity   ${severity}`,
    `Level      ${PROFILES.map((profile) => `${profile} ${level[profile]}`).join(", ")}`,
    `Controls   ${controls.join(", ")}`,
    `Remedy     ${remediation}`,
    ...(paramLines.length === 0 ? [] : ["Parameters", ...paramLines]),
    "",
  ].join("\n");
}
