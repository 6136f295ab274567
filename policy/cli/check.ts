import { Command, Option } from "commander";
import { judgeAll, settleWaivers } from "../lib/evaluate.ts";
import type { PackConfig } from "../lib/packConfig.ts";
import { buildReport, isStopping, type Report } from "../lib/report.ts";
import { renderSarif } from "../lib/sarif.ts";
import { renderTable } from "../lib/table.ts";
import { today } from "../lib/today.ts";
import type { RuleResult } from "../lib/verdict.ts";
import { withExamples } from "./examples.ts";
import { readManifests, type Manifest } from "./manifests.ts";
import { EXIT, finish, printJson, processStreams, type ExitCode, type Streams } from "./outcome.ts";
import { ALL_RULES, CHECK_PROFILES, configOf, rulesOf, type CheckProfile } from "./ruleSet.ts";
import { RULES } from "../rules/index.ts";
import { readConfig, readWaivers } from "./settings.ts";
import { fromUsersFolder } from "./usersFolder.ts";
import { packVersion } from "./version.ts";

export interface CheckOptions {
  readonly filename: readonly string[];
  readonly each?: boolean | undefined;
  readonly profile?: CheckProfile | undefined;
  readonly stack?: string | undefined;
  readonly config?: string | undefined;
  readonly waivers?: string | undefined;
  readonly json?: boolean | undefined;
  readonly sarif?: boolean | undefined;
  readonly passes?: boolean | undefined;
  readonly debug?: boolean | undefined;
}

/** `check`: the rules on plain manifests. */
export function checkCommand(): Command {
  const command = fromUsersFolder(new Command("check"))
    .exitOverride()
    .description("Judge Kubernetes manifests by the rules")
    .requiredOption("-f, --filename <path...>", "files, folders (recursively *.yaml *.yml *.json) or - for standard input")
    .option("--each", "judge every file as a world of its own, not all of them together")
    .addOption(
      new Option("--profile <profile>", "levels of the rules, or the rules of a Pod Security level (default: prod)").choices(
        CHECK_PROFILES,
      ),
    )
    .option("--stack <name>", "stack the manifests are for: waivers may name stacks")
    .option("--config <file>", "profile, levels, params and waivers as YAML or JSON")
    .option("--waivers <file>", "file with more waivers")
    .addOption(new Option("--json", "print the report as JSON").conflicts("sarif"))
    .option("--sarif", "print the report as SARIF 2.1.0")
    .option("--passes", "list passed checks too")
    .option("--debug", "show stack traces")
    .action((options: CheckOptions) => finish(options.debug, () => runCheck(options, processStreams)));
  return withExamples(command, EXAMPLES);
}

const EXAMPLES = `
Exit code: 0 nothing stops a deployment, 1 a mandatory rule failed or could not tell, 2 bad input, 3 internal error.

Examples:
  palisade check -f deploy/
  helm template web ./chart | palisade check -f - --profile staging
  palisade check -f pods/ --each --profile pss-restricted --json`;

export async function runCheck(options: CheckOptions, streams: Streams, day: string = today()): Promise<ExitCode> {
  const { profile, config } = await readSettings(options);
  const manifests = await readManifests(options.filename, streams.stdin);
  const worlds = options.each === true ? manifests.map((manifest) => [manifest]) : [manifests];
  const rules = rulesOf(profile);
  const judged = worlds.flatMap((world) =>
    judgeAll(
      world.flatMap(({ resources }) => resources),
      rules,
      config,
    ),
  );
  // Waivers are judged once, on everything: one that covers a finding of any file is used.
  const settled = settleWaivers(judged, RULES, config, { stack: options.stack, today: day });
  const report = withLines(buildReport(settled, profile, options.passes), manifests);
  await print(report, options, streams);
  return report.results.some(isStopping) ? EXIT.findings : EXIT.fine;
}

async function readSettings(options: CheckOptions): Promise<{ readonly profile: CheckProfile; readonly config: PackConfig }> {
  const config = await readConfig(options.config);
  const waivers = options.waivers === undefined ? [] : await readWaivers(options.waivers);
  const profile = options.profile ?? config.profile;
  return { profile, config: configOf({ ...config, waivers: [...config.waivers, ...waivers] }, profile) };
}

/** Points every finding at the line of its field. */
function withLines(report: Report, manifests: readonly Manifest[]): Report {
  const finders = new Map(manifests.map((manifest) => [manifest.name, manifest.lineOf]));
  const located = (result: RuleResult): RuleResult => {
    const line = result.file === undefined ? undefined : finders.get(result.file)?.(result.resource.id, result.path);
    return line === undefined ? result : { ...result, line };
  };
  return { ...report, results: report.results.map(located) };
}

async function print(report: Report, options: CheckOptions, streams: Streams): Promise<void> {
  if (options.json === true) await printJson(streams, report);
  else if (options.sarif === true) await printJson(streams, renderSarif(report, ALL_RULES, packVersion()));
  else streams.out(renderTable(report, ALL_RULES, { color: streams.color, allCounts: options.passes === true }));
}
