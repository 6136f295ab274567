import { aligned } from "../columns.ts";
import { describeReported } from "../reachability/ports.ts";
import type { BlastReport, BlastWorkload } from "./report.ts";

/** A line and what stands below it. */
interface Branch {
  readonly title: string;
  readonly below: readonly Branch[];
}

/** Each workload as a tree of what follows when somebody breaks into it. */
export function blastTrees({ workloads, notes }: BlastReport): string {
  const trees = workloads.map((workload) => `${linesOf(treeOf(workload)).join("\n")}\n`);
  return [...trees, notes.map((note) => `Note: ${note}\n`).join("")].filter((part) => part !== "").join("\n");
}

const COLUMNS = ["workload", "reaches", "rights", "cloud", "secrets", "itself", "token", "node"];

/** One line for each workload below a line of titles: how much it reaches, may do and reads, and what it and its token and node become. */
export function blastLines({ workloads }: BlastReport, width?: number): readonly string[] {
  const rows = workloads.map(cellsOf);
  const nodes = new Set(rows.map((cells) => cells.at(-1)));
  // What is the same for all tells nobody where to look first.
  const once = rows.length > 1 && nodes.size === 1;
  const shown = [COLUMNS, ...rows].map((cells) => (once ? cells.slice(0, -1) : cells));
  return [...aligned(shown, { width, cut: [0] }), ...(once ? [`node (the same for all): ${[...nodes].join("")}`] : [])];
}

function cellsOf({ id, network, cluster, cloud, reads, becomes }: BlastWorkload): readonly string[] {
  const secrets = reads.filter(({ kind }) => kind === "Secret");
  const counts = [network, cluster, cloud, secrets].map(({ length }) => String(length));
  return [id, ...counts, worst(becomes.itself), worst(becomes.withToken), worst(becomes.withNode, becomes.onNode.length)];
}

/** The highest position of a climb; else how many others there are. */
function worst(steps: BlastWorkload["becomes"]["itself"], neighbours = 0): string {
  const taken = new Set(steps.map(({ to }) => to));
  if (taken.has("every right in the cluster")) return "the cluster";
  if ([...taken].some(isNode)) return neighbours === 0 ? "a node" : "other nodes";
  const others = taken.size + neighbours;
  return others === 0 ? "-" : `${others} more`;
}

function isNode(position: string): boolean {
  return position === "any node" || position.startsWith("a node of ");
}

function treeOf(workload: BlastWorkload): Branch {
  const { id, serviceAccount, token, network, cluster, cloud, reads, becomes } = workload;
  const account = `ServiceAccount ${serviceAccount}, whose token its pods ${token ? "hold" : "do not hold"}`;
  return branch(id, [
    branch(account, []),
    listed(
      "reaches",
      network.map(({ to, ports }) => `${to}: ${describeReported(ports as Parameters<typeof describeReported>[0])}`),
    ),
    listed("may in the cluster", cluster.map(describeRight)),
    listed("may in the cloud", cloud.map(describeCloudRight)),
    listed(
      "reads",
      reads.map(({ kind, name, how }) => `${kind} ${name} (${how})`),
    ),
    listed("becomes when broken into", stepLines(becomes.itself)),
    listed("becomes with its token", stepLines(becomes.withToken)),
    listed("becomes with its node", [
      ...(becomes.onNode.length === 0 ? [] : [`workloads there: ${becomes.onNode.join(", ")}`]),
      ...stepLines(becomes.withNode),
    ]),
  ]);
}

function describeRight({ scope, verbs, groups, resources, names, via }: BlastWorkload["cluster"][number]): string {
  const actions = verbs.includes("*") ? "every verb on" : verbs.join(", ");
  const kinds = resources.includes("*") ? "everything" : resources.join(", ");
  const named = groups.filter((group) => group !== "" && group !== "*");
  const only = names === undefined ? "" : ` named ${names.join(", ")}`;
  const where = scope === undefined ? "the cluster" : `namespace ${scope}`;
  return `${actions} ${kinds}${named.length === 0 ? "" : ` (${named.join(", ")})`}${only} in ${where}, by ${via}`;
}

function describeCloudRight({ cloud, principal, actions, resources, conditions }: BlastWorkload["cloud"][number]): string {
  const when = conditions.length === 0 ? "" : ` when ${conditions.join(" and ")}`;
  return `${cloud}: ${actions.join(", ")} on ${resources.join(", ")}${when}, as ${principal}`;
}

/** Steps for the same reason stand together. */
function stepLines(steps: BlastWorkload["becomes"]["itself"]): readonly string[] {
  const groups = Map.groupBy(steps, ({ from, by }) => `from ${from}, which ${by}`);
  return [...groups].map(([why, group]) => `${group.map(({ to }) => to).join(", ")}: ${why}`);
}

function listed(title: string, lines: readonly string[]): Branch {
  return lines.length === 0
    ? branch(`${title}: nothing`, [])
    : branch(
        title,
        lines.map((line) => branch(line, [])),
      );
}

function branch(title: string, below: readonly Branch[]): Branch {
  return { title, below };
}

function linesOf({ title, below }: Branch): readonly string[] {
  const inner = below.flatMap((child, index) => {
    const last = index === below.length - 1;
    return linesOf(child).map((line, at) => `${at === 0 ? (last ? "└─ " : "├─ ") : last ? "   " : "│  "}${line}`);
  });
  return [title, ...inner];
}
