import pc from "picocolors";
import { blastReport } from "../../policy/lib/blast/blast.ts";
import { blastLines } from "../../policy/lib/blast/text.ts";
import { isStopping } from "../../policy/lib/report.ts";
import { findingSections } from "./findings.ts";
import type { Paint } from "./paint.ts";
import { plural } from "./plural.ts";
import { stackResources } from "./policyResources.ts";
import type { Preview } from "./preview.ts";
import { resourceTree, treeLines } from "./tree.ts";
import { wrap } from "./wrap.ts";

/** Characters of one end of a flow. */
const LONGEST_END = 46;

/** What the text view needs beside the preview. */
export interface TextOptions {
  readonly stack: string;
  /** Where the manifests were written, as shown to the user, and how many. */
  readonly rendered: { readonly folder: string; readonly files: number };
  readonly color: boolean;
}

/** The whole preview for a person: the summary first, then findings, flows and the tree; the verdict once more at the end. */
export function previewText(preview: Preview, options: TextOptions): string {
  const paint = pc.createColors(options.color);
  const headline = headlineOf(preview, options.stack, paint);
  const sections = [
    [headline, ...summaryLines(preview, options)],
    ...findingSections(preview.policy, paint),
    flowLines(preview, paint),
    blastSection(preview, paint),
    openLines(preview, paint),
    saidLines(preview, paint),
    [paint.bold("Resources"), ...treeLines(resourceTree(preview.record.resources), "  ")],
    [headline],
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}

function headlineOf({ policy, record, valuesToSet }: Preview, stack: string, paint: Paint): string {
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

function summaryLines(preview: Preview, { rendered }: TextOptions): readonly string[] {
  const { total, rules } = preview.policy.summary;
  const { count, unenforced } = preview.reachability;
  return [
    `  resources  ${preview.record.resources.length} declared, ${plural(preview.objects.length, "Kubernetes object")}`,
    `  policies   ${total.pass} passed, ${total.fail} failed, ${total.unknown} unknown, ${total.waived} waived, by ${plural(Object.keys(rules).length, "rule")}`,
    `  flows      ${preview.flows.rows.length} declared, ${plural(count, "connection")} computed from the manifests${unenforced ? ", which this cluster does not enforce" : ""}`,
    `  manifests  ${rendered.folder} (${plural(rendered.files, "file")})`,
    ...(preview.valuesToSet.length > 0 ? wrap("  to set     ", preview.valuesToSet.join(", ")) : []),
  ];
}

function flowLines({ flows }: Preview, paint: Paint): readonly string[] {
  if (flows.rows.length === 0) return [];
  const cells = flows.rows.map((row) => [
    fit(shortEnd(row.from)),
    fit(shortEnd(row.to)),
    row.ports.join(", "),
    row.authentication,
  ]);
  const widths = [0, 1, 2].map((column) => Math.max(...cells.map((line) => line[column]?.length ?? 0)));
  const lines = cells.map(
    ([from = "", to = "", ports = "", by = ""]) =>
      `  ${from.padEnd(widths[0] ?? 0)}  ->  ${to.padEnd(widths[1] ?? 0)}  ${ports.padEnd(widths[2] ?? 0)}  ${by}`,
  );
  const needs = flows.prerequisites.flatMap((text) => wrap("  needs: ", text, "    "));
  return [paint.bold("Who may talk to whom (everything else is denied)"), ...lines, ...needs];
}

/** So that a table stays within 110 columns; `--json` has the whole name. */
function fit(end: string): string {
  return end.length <= LONGEST_END ? end : `${end.slice(0, LONGEST_END - 1)}…`;
}

/** How much each workload reaches, may do and reads, and what it, its token and its node become. */
function blastSection({ record }: Preview, paint: Paint): readonly string[] {
  const report = blastReport(stackResources(record));
  if (report.workloads.length === 0) return [];
  return [paint.bold("If somebody breaks in (palisade blast says how)"), ...blastLines(report).map((line) => `  ${line}`)];
}

/** A namespace chosen by its own name is a namespace. */
function shortEnd(end: string): string {
  return end.replace(/^namespaces \{kubernetes\.io\/metadata\.name=([^,}]+)\}$/, "namespace $1");
}

/** Warnings and errors of the program and of reading its configuration; what it merely informs of is in the JSON. */
function saidLines({ record }: Preview, paint: Paint): readonly string[] {
  const lines = record.logs
    .filter(({ severity }) => severity === "warning" || severity === "error")
    .flatMap(({ severity, message }) => wrap(`  ${severity}  `, message.replaceAll(/\s*\n\s*/g, " ")));
  return lines.length === 0 ? [] : [paint.bold("Said by the program"), ...lines];
}

/** What this preview could not see, or should not have. */
function openLines({ record }: Preview, paint: Paint): readonly string[] {
  const name = (urn: string): string => urn.split("::").at(-1) ?? urn;
  const leaks = record.leaks.map(({ urn, path }) => `  ${paint.red("secret in plain text")}  ${name(urn)}: ${path}`);
  const opaque = record.opaque.flatMap(({ urn, reason }) => wrap("  opaque  ", `${name(urn)}: ${reason}`));
  const invokes = record.invokes.map(
    ({ token, answer }) => `  ${answer === "fixture" ? "from a fixture" : "unknown answer"}  ${token}`,
  );
  const lines = [...leaks, ...opaque, ...invokes];
  return lines.length === 0 ? [] : [paint.bold("Not seen by this preview"), ...lines];
}
