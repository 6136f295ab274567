import { join, relative, resolve } from "node:path";
import { Command, Option } from "commander";
import { EXIT, finish, printJson, processStreams, type ExitCode, type Streams } from "../../policy/cli/outcome.ts";
import { PROFILES } from "../../policy/lib/packConfig.ts";
import { isStopping } from "../../policy/lib/report.ts";
import { today } from "../../policy/lib/today.ts";
import { previewJson } from "../preview/json.ts";
import type { Preview } from "../preview/preview.ts";
import { previewText } from "../preview/text.ts";
import { manifestFiles } from "../render/manifests.ts";
import { writeFolder } from "../render/writeFolder.ts";
import { runOptions, runStack, type JudgedRunOptions } from "./runStack.ts";

export interface PreviewOptions extends JudgedRunOptions {
  readonly json?: boolean | undefined;
  readonly complete?: boolean | undefined;
}

/** `palisade preview`. */
export function previewCommand(): Command {
  return runOptions(new Command("preview"))
    .description("Run a program and the policy pack offline: resources, verdicts, flows, manifests")
    .addOption(
      new Option("--profile <profile>", "profile of the policy pack (default: the stack's palisade:profile, else prod)").choices(
        PROFILES,
      ),
    )
    .option("--waivers <file>", "waived findings (default: waivers.yaml of the project, when there is one)")
    .option(
      "--config <file>",
      "levels, params and waivers of rules as YAML or JSON (default: policy-config.<stack>.yaml of the project, when there is one)",
    )
    .option("--complete", "fail when something cannot be seen offline (an opaque chart, an invoke without a fixture)")
    .option("--passes", "list passed checks too")
    .option("--json", "print JSON")
    .addHelpText("after", HELP)
    .action((options: PreviewOptions) => finish(options.debug, () => preview(options, processStreams)));
}

const HELP = `
The manifests are written to .palisade/rendered/<stack> of the project.

Exit codes: 0 fine, 1 findings that stop a deployment, 2 bad input, 3 internal error.

Examples:
  npm run -s palisade -- preview --stack prod
  npm run -s palisade -- preview --stack dev --json > preview.json
  npm run -s palisade -- preview --stack dev --cwd ../some-pulumi-project --profile staging`;

export async function preview(options: PreviewOptions, streams: Streams): Promise<ExitCode> {
  const result = await runStack(options, streams);
  if (result === undefined) return EXIT.badInput;
  const files = manifestFiles(result.objects);
  const { stack } = result.record;
  const folder = join(resolve(options.cwd), ".palisade", "rendered", stack);
  const shownAs = relative(process.cwd(), folder);
  await writeFolder(folder, files, shownAs);
  if (options.json === true) await printJson(streams, previewJson(stack, result));
  else {
    const { color, width } = streams;
    const rendered = { folder: shownAs, files: files.size };
    streams.out(`${previewText(result, { stack, rendered, color, width, today: today() })}\n`);
  }
  return exitOf(result, options.complete === true);
}

/** 1 for what stops a deployment; where everything must be seen, also for what could not be. */
export function exitOf({ policy, record }: Pick<Preview, "policy" | "record">, complete: boolean): ExitCode {
  const unseen = record.opaque.length + record.invokes.filter((invoke) => invoke.answer === "unknown").length;
  if (policy.results.some(isStopping) || record.leaks.length > 0) return EXIT.findings;
  return complete && unseen > 0 ? EXIT.findings : EXIT.fine;
}
