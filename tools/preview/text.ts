import { blastReport } from "../../policy/lib/blast/blast.ts";
import { blastLines } from "../../policy/lib/blast/text.ts";
import { aligned } from "../../policy/lib/columns.ts";
import { isStopping, type Report } from "../../policy/lib/report.ts";
import { daysBetween } from "../../policy/lib/waiverHygiene.ts";
import type { Verdict } from "../../policy/lib/verdict.ts";
import type { DeclaredFlows } from "./declaredFlows.ts";
import { findingSections } from "./findings.ts";
import { pageOf, wrap, type Page } from "./page.ts";
import { plural } from "./plural.ts";
import { stackResources } from "./policyResources.ts";
import type { Preview } from "./preview.ts";
import { resourceTree, treeLines } from "./tree.ts";

/** What the text view needs beside the preview. */
export interface TextOptions {
  readonly stack: string;
  /** Where the manifests were written, as shown to the user, and how many. */
  readonly rendered: { readonly folder: string; readonly files: number };
  readonly color: boolean;
  /** Columns of the terminal it is printed on, if it is. */
  readonly width?: number | undefined;
  /** The current day, `YYYY-MM-DD`: a waiver is announced before it ends. */
  readonly today: string;
}

/** The whole preview for a person: the summary first, then findings, flows and the tree; the verdict once more at the end. */
export function previewText(preview: Preview, options: TextOptions): string {
  const page = pageOf(options);
  const headline = headlineOf(preview, options.stack, page);
  const sections = [
    [headline, ...summaryLines(preview, options, page)],
    ...findingSections(preview.policy, page),
    flowLines(preview, page),
    blastSection(preview, page),
    openLines(preview, page),
    saidLines(preview, page),
    [page.paint.bold("Resources"), ...treeLines(resourceTree(preview.record.resources), "  ")],
    [headline],
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}

function headlineOf({ policy, record, valuesToSet }: Preview, stack: string, { paint }: Page): string {
  const stopping = policy.results.filter(isStopping).length;
  const reasons = [
    ...(stopping > 0 ? [plural(stopping, "mandatory finding")] : []),
    ...(record.leaks.length > 0 ? [`${plural(record.leaks.length, "secret")} in plain text`] : []),
  ];
  const name = `${paint.bold(stack)} (profile ${policy.profile})`;
  if (reasons.length > 0) return `${name} ${paint.red(`is refused: ${reasons.join(", ")}`)}`;
  const unset = valuesToSet.length;
  const condition = unset === 0 ? "" : ` once ${plural(unset, "value")} ${unset === 1 ? "is" : "are"} set`;
  return `${name} ${paint.green("may be deployed")}${condition}`;
}

function summaryLines(preview: Preview, { rendered, today }: TextOptions, page: Page): readonly string[] {
  const { policy } = preview;
  const { total, rules } = policy.summary;
  const { count, unenforced } = preview.reachability;
  return [
    `  resources  ${preview.record.resources.length} declared, ${plural(preview.objects.length, "Kubernetes object")}`,
    `  policies   ${total.pass} passed, ${total.fail} failed${adviceIn(policy, "fail")}, ${total.unknown} unknown${adviceIn(policy, "unknown")}, ${total.waived} waived, by ${plural(Object.keys(rules).length, "rule")}`,
    `  flows      ${preview.flows.rows.length} declared, ${plural(count, "connection")} computed from the manifests${unenforced ? ", which this cluster does not enforce" : ""}`,
    `  manifests  ${rendered.folder} (${plural(rendered.files, "file")})`,
    ...levelLines(preview, page),
    ...endingWaivers(policy, today).flatMap((text) => wrap(page, "  waivers    ", text)),
    ...(preview.valuesToSet.length > 0 ? wrap(page, "  to set     ", preview.valuesToSet.join(", ")) : []),
  ];
}

/** Rules that the stack's own file takes from the level of its profile. */
function levelLines({ levels }: Preview, page: Page): readonly string[] {
  const changed = Object.entries(levels).map(([rule, level]) => `${rule} ${level}`);
  return changed.length === 0 ? [] : wrap(page, "  levels     ", `changed by configuration: ${changed.join(", ")}`);
}

/** Days before its last one from which on a waiver is announced: time to renew it, or to do without. */
const ANNOUNCED_DAYS = 30;

/** Once a waiver has ended, what it covers stops a deployment of a project that nobody touched. */
function endingWaivers({ results }: Report, today: string): readonly string[] {
  const ending = results.flatMap(({ waiver }) =>
    waiver !== undefined && daysBetween(today, waiver.expires) <= ANNOUNCED_DAYS ? [waiver.expires] : [],
  );
  const [first] = ending.toSorted();
  if (first === undefined) return [];
  const covered = `${plural(ending.length, "finding")} ${ending.length === 1 ? "is" : "are"} waived for ${ANNOUNCED_DAYS} days more at most`;
  return [`${covered}, the first until ${first}; fix what they cover or renew them (palisade waivers list)`];
}

/** So that "3 failed" beside "may be deployed" contradicts nothing. */
function adviceIn({ results }: Report, verdict: Verdict): string {
  const levels = results.filter((result) => result.verdict === verdict).map(isStopping);
  const advice = levels.filter((stops) => !stops).length;
  if (advice === 0) return "";
  return advice === levels.length ? " (advice)" : ` (${advice} of them advice)`;
}

function flowLines({ flows }: Preview, page: Page): readonly string[] {
  if (flows.rows.length === 0) return [];
  const needs = flows.prerequisites.flatMap((text) => wrap(page, "  needs: ", text, "    "));
  return [page.paint.bold("Who may talk to whom (everything else is denied)"), ...flowTable(flows.rows, page), ...needs];
}

/** A line a flow; on a terminal too narrow for that, the flows below their source. */
function flowTable(rows: DeclaredFlows["rows"], { width = Infinity }: Page): readonly string[] {
  const cells = rows.map(({ from, to, ports, authentication }) => ({
    from: shortEnd(from),
    rest: ["->", shortEnd(to), ports.join(", "), authentication],
  }));
  const lines = aligned(cells.map(({ from, rest }) => [`  ${from}`, ...rest]));
  if (lines.every(({ length }) => length <= width)) return lines;
  const below = aligned(
    cells.map(({ rest: [arrow = "", ...rest] }) => [`    ${arrow}`, ...rest]),
    { width, cut: [1] },
  );
  return cells.flatMap(({ from }, at) => [...(from === cells[at - 1]?.from ? [] : [`  ${from}`]), below[at] ?? ""]);
}

const BLAST_LEGEND =
  "how much a workload reaches, may do and reads, and what the thief of it, its token or its node becomes; palisade blast says how";

function blastSection({ record }: Preview, page: Page): readonly string[] {
  const report = blastReport(stackResources(record));
  if (report.workloads.length === 0) return [];
  const { paint, width } = page;
  const lines = blastLines(report, width === undefined ? undefined : width - 2);
  return [paint.bold("If somebody breaks in"), ...wrap(page, "  ", BLAST_LEGEND), ...lines.map((line) => `  ${line}`)];
}

/** A namespace chosen by its own name is a namespace. */
function shortEnd(end: string): string {
  return end.replace(/^namespaces \{kubernetes\.io\/metadata\.name=([^,}]+)\}$/, "namespace $1");
}

/** Warnings and errors of the program and of reading its configuration; what it merely informs of is in the JSON. */
function saidLines({ record }: Preview, page: Page): readonly string[] {
  const lines = record.logs
    .filter(({ severity }) => severity === "warning" || severity === "error")
    .flatMap(({ severity, message }) => wrap(page, `  ${severity}  `, message.replaceAll(/\s*\n\s*/g, " ")));
  return lines.length === 0 ? [] : [page.paint.bold("Said by the program"), ...lines];
}

/** What this preview could not see, or should not have. */
function openLines({ record }: Preview, page: Page): readonly string[] {
  const name = (urn: string): string => urn.split("::").at(-1) ?? urn;
  const leaks = record.leaks.map(({ urn, path }) => `  ${page.paint.red("secret in plain text")}  ${name(urn)}: ${path}`);
  const opaque = record.opaque.flatMap(({ urn, reason }) => wrap(page, "  opaque  ", `${name(urn)}: ${reason}`));
  const invokes = record.invokes.map(
    ({ token, answer }) => `  ${answer === "fixture" ? "from a fixture" : "unknown answer"}  ${token}`,
  );
  const lines = [...leaks, ...opaque, ...invokes];
  return lines.length === 0 ? [] : [page.paint.bold("Not seen by this preview"), ...lines];
}
