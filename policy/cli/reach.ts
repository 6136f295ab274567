import { Command } from "commander";
import { InputError, type Problem } from "../lib/problem.ts";
import { asCidr, cidrRange } from "../lib/reachability/addresses.ts";
import { describeReported } from "../lib/reachability/ports.ts";
import { reachabilityReport, workloadIds, type ReachabilityReport } from "../lib/reachability.ts";
import { withExamples } from "./examples.ts";
import { readManifests } from "./manifests.ts";
import { EXIT, finish, printJson, processStreams, type ExitCode, type Streams } from "./outcome.ts";
import { fromUsersFolder } from "./usersFolder.ts";

export interface ReachOptions {
  readonly filename: readonly string[];
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly ipBlockMatchesPods?: boolean | undefined;
  readonly nodeCidr?: readonly string[] | undefined;
  /** False with `--no-enforced`. */
  readonly enforced?: boolean | undefined;
  readonly json?: boolean | undefined;
  readonly debug?: boolean | undefined;
}

/** `reach`: who reaches whom, computed from plain manifests. */
export function reachCommand(): Command {
  const command = fromUsersFolder(new Command("reach"))
    .exitOverride()
    .description("Compute from manifests who can open a connection to whom")
    .requiredOption("-f, --filename <path...>", "files, folders (recursively *.yaml *.yml *.json) or - for standard input")
    .option("--from <end>", "only from this workload (namespace/name or namespace/name[Kind]), address or CIDR")
    .option("--to <end>", "only to this workload, address or CIDR")
    .option("--ip-block-matches-pods", "read ipBlock as Calico and the VPC CNI do: it also matches pods (Cilium: it does not)")
    .option("--node-cidr <cidr...>", "addresses of the nodes, which are those of pods with hostNetwork")
    .option("--no-enforced", "nothing enforces NetworkPolicies in the cluster")
    .option("--json", "print JSON")
    .option("--debug", "show stack traces")
    .action((options: ReachOptions) => finish(options.debug, () => runReach(options, processStreams)));
  return withExamples(command, EXAMPLES);
}

const EXAMPLES = `
Exit code: 0 computed, 2 bad input, 3 internal error.

Examples:
  palisade reach -f deploy/
  palisade reach -f deploy/ --from shop/web --to 169.254.169.254
  kubectl get deploy,sts,ds,job,pod,ns,netpol -A -o yaml | palisade reach -f - --json`;

export async function runReach(options: ReachOptions, streams: Streams): Promise<ExitCode> {
  const badCidrs = (options.nodeCidr ?? []).filter((cidr) => cidrRange(cidr) === undefined);
  if (badCidrs.length > 0) throw new InputError(badCidrs.map(notACidr));
  const manifests = await readManifests(options.filename, streams.stdin);
  const resources = manifests.flatMap((manifest) => manifest.resources);
  const { from, to, ipBlockMatchesPods, nodeCidr: nodeCidrs, enforced } = options;
  const workloads = workloadIds(resources);
  const unknownEnds = [...notAnEnd("--from", options.from, workloads), ...notAnEnd("--to", options.to, workloads)];
  if (unknownEnds.length > 0) throw new InputError(unknownEnds);
  const report = reachabilityReport(resources, { from, to, ipBlockMatchesPods, nodeCidrs, enforced });
  if (options.json === true) await printJson(streams, report);
  else streams.out(rendered(report));
  return EXIT.fine;
}

function notACidr(cidr: string): Problem {
  return { path: "--node-cidr", given: `'${cidr}'`, allowed: "a CIDR such as 10.0.0.0/16 is allowed", change: "correct it" };
}

function notAnEnd(path: string, end: string | undefined, workloads: readonly string[]): readonly Problem[] {
  if (end === undefined || workloads.some((id) => id === end || id.startsWith(`${end}[`)) || cidrRange(asCidr(end)) !== undefined)
    return [];
  const allowed = "a workload of the manifests (namespace/name), an address or a CIDR is allowed";
  return [
    {
      path,
      given: `'${end}' is neither a workload of the manifests nor an address`,
      allowed,
      change: "run without it to see all workloads",
    },
  ];
}

/** One line a connection, or a group where there are too many, source by source; and the notes below. */
function rendered({ connections, groups, count, notes }: ReachabilityReport): string {
  const lines =
    connections?.map(({ from, to, ports }) => `${from} -> ${to}: ${describeReported(ports)}\n`) ??
    groups.map(({ from, to, ports }) => `${shortened(from)} -> ${shortened(to)}: ${describeReported(ports)}\n`);
  const total = `${count === 1 ? "1 connection" : `${count} connections`}${connections === undefined ? "; --from and --to show those of one end, --json names all" : ""}`;
  return `${lines.join("")}${lines.length > 0 ? "\n" : ""}${total}.\n${notes.map((note) => `Note: ${note}\n`).join("")}`;
}

/** Ends of a group that are named. */
const NAMED = 3;

function shortened(ends: readonly string[]): string {
  const more = ends.length - NAMED;
  return more > 0 ? `{${ends.slice(0, NAMED).join(", ")} and ${more} more}` : ends.join(", ");
}
