import { Command } from "commander";
import { blastReport } from "../lib/blast/blast.ts";
import type { BlastReport } from "../lib/blast/report.ts";
import { blastLines, blastTrees } from "../lib/blast/text.ts";
import { InputError } from "../lib/problem.ts";
import type { PolicyResource } from "../lib/verdict.ts";
import { withExamples } from "./examples.ts";
import { readManifests } from "./manifests.ts";
import { EXIT, finish, printJson, processStreams, type ExitCode, type Streams } from "./outcome.ts";
import { fromUsersFolder } from "./usersFolder.ts";

export interface BlastOptions {
  readonly filename?: readonly string[] | undefined;
  /** One line a workload instead of trees. */
  readonly lines?: boolean | undefined;
  readonly json?: boolean | undefined;
  readonly debug?: boolean | undefined;
}

/** `blast`: what follows when somebody breaks into a workload, computed from plain manifests. */
export function blastCommand(): Command {
  const command = fromUsersFolder(new Command("blast"))
    .exitOverride()
    .description("Compute what a broken-in workload reaches, may do, reads and becomes")
    .argument("[workload]", "only this one: namespace/name or namespace/name[Kind]")
    .option("-f, --filename <path...>", "files, folders (recursively *.yaml *.yml *.json) or - for standard input")
    .option("--lines", "one line for each workload")
    .option("--json", "print JSON")
    .option("--debug", "show stack traces")
    .action((workload: string | undefined, options: BlastOptions) =>
      finish(options.debug, async () =>
        printBlast(await manifestsOf(options, processStreams), workload, options, processStreams),
      ),
    );
  return withExamples(command, EXAMPLES);
}

const EXAMPLES = `
Exit code: 0 computed, 2 bad input, 3 internal error.

Examples:
  palisade blast -f deploy/
  palisade blast shop/web -f deploy/
  kubectl get ns,sa,deploy,sts,ds,roles,rolebindings,clusterroles,clusterrolebindings,netpol -A -o yaml > cluster.yaml
  palisade blast -f cluster.yaml --lines`;

/** The objects that `-f` names. */
export async function manifestsOf({ filename }: BlastOptions, streams: Streams): Promise<readonly PolicyResource[]> {
  if (filename === undefined) {
    const allowed = "files, folders or - are allowed";
    throw new InputError([{ path: "-f", given: "nothing", allowed, change: "name the manifests to read" }]);
  }
  const manifests = await readManifests(filename, streams.stdin);
  return manifests.flatMap(({ resources }) => resources);
}

/** Prints the blast radius of all workloads, or of one. */
export async function printBlast(
  resources: readonly PolicyResource[],
  workload: string | undefined,
  options: BlastOptions,
  streams: Streams,
): Promise<ExitCode> {
  const report = selected(blastReport(resources), workload);
  if (options.json === true) await printJson(streams, report);
  else if (options.lines === true)
    streams.out(
      blastLines(report, streams.width)
        .map((line) => `${line}\n`)
        .join(""),
    );
  else streams.out(blastTrees(report));
  return EXIT.fine;
}

function selected(report: BlastReport, wanted: string | undefined): BlastReport {
  if (wanted === undefined) return report;
  const workloads = report.workloads.filter(({ id }) => id === wanted || id.startsWith(`${wanted}[`));
  if (workloads.length > 0) return { ...report, workloads };
  const ids = report.workloads.map(({ id }) => id);
  throw new InputError([
    {
      path: "workload",
      given: `there is no workload '${wanted}'`,
      allowed: ids.length === 0 ? "the objects hold no workload" : `${ids.join(", ")} are allowed`,
      change: "run without it to see all workloads",
    },
  ]);
}
