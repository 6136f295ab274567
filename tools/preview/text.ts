import pc from "picocolors";
import { isStopping, type Report } from "../../policy/lib/report.ts";
import type { RuleResult } from "../../policy/lib/verdict.ts";
import type { Preview } from "./preview.ts";
import { resourceTree, treeLines } from "./tree.ts";

/** What the text view needs beside the preview. */
export interface TextOptions {
  readonly stack: string;
  /** Where the manifests were written, as shown to the user, and how many. */
  readonly rendered: { readonly folder: string; readonly files: number };
}

/** The whole preview for a person: the summary first, then findings, flows and the tree. */
export function previewText(preview: Preview, options: TextOptions): string {
  const sections = [
    summaryLines(preview, options),
    findingLines(preview.policy),
    flowLines(preview),
    openLines(preview),
    treeSection(preview),
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}

function summaryLines(preview: Preview, { stack, rendered }: TextOptions): readonly string[] {
  const { total } = preview.policy.summary;
  const stopping = preview.policy.results.filter(isStopping).length;
  const verdict = stopping === 0 ? pc.green("may be deployed") : pc.red(`is refused: ${plural(stopping, "mandatory finding")}`);
  const resources = preview.record.resources.length;
  return [
    `${pc.bold(stack)} ${verdict} (profile ${preview.policy.profile})`,
    `  resources  ${resources} declared, ${plural(preview.objects.length, "Kubernetes object")}`,
    `  policies   ${total.pass} passed, ${total.fail} failed, ${total.unknown} unknown, ${total.waived} waived, by ${plural(Object.keys(preview.policy.summary.rules).length, "rule")}`,
    `  flows      ${plural(preview.flows.rows.length, "declared flow")}; ${plural(preview.reachability.connections.length, "connection")} computed from the manifests${preview.reachability.unenforced ? pc.yellow(", which this cluster does not enforce") : ""}`,
    `  manifests  ${rendered.folder} (${plural(rendered.files, "file")})`,
    ...(preview.valuesToSet.length > 0
      ? [`  to set     ${plural(preview.valuesToSet.length, "value")} before a deployment: ${preview.valuesToSet.join(", ")}`]
      : []),
  ];
}

function findingLines(policy: Report): readonly string[] {
  const open = policy.results.filter((result) => result.verdict === "fail" || result.verdict === "unknown");
  const waived = policy.results.filter((result) => result.verdict === "waived");
  if (open.length + waived.length === 0) return [];
  return [pc.bold("Findings"), ...open.map(findingLine), ...waivedLines(waived)];
}

function findingLine(result: RuleResult): string {
  const mark = result.level === "mandatory" ? pc.red(result.verdict) : pc.yellow(`${result.verdict} (advisory)`);
  return `  ${mark}  ${result.rule}: ${result.message}`;
}

/** Waivers of one ticket stand together. */
function waivedLines(waived: readonly RuleResult[]): readonly string[] {
  const groups = Map.groupBy(
    waived,
    (result) => `${result.waiver?.ticket ?? ""}\u0000${result.rule}\u0000${result.waiver?.expires ?? ""}`,
  );
  return [...groups.values()].map((group) => {
    const [first] = group as [RuleResult];
    return `  ${pc.dim("waived")}  ${first.rule}: ${group.length === 1 ? first.message : plural(group.length, "finding")} (${first.waiver?.ticket ?? "?"}, until ${first.waiver?.expires ?? "?"})`;
  });
}

function flowLines({ flows }: Preview): readonly string[] {
  if (flows.rows.length === 0) return [];
  const cells = flows.rows.map((row) => [row.from, row.to, row.ports.join(", "), row.authentication]);
  const widths = [0, 1, 2].map((column) => Math.max(...cells.map((line) => line[column]?.length ?? 0)));
  const lines = cells.map(
    ([from = "", to = "", ports = "", by = ""]) =>
      `  ${from.padEnd(widths[0] ?? 0)}  ->  ${to.padEnd(widths[1] ?? 0)}  ${ports.padEnd(widths[2] ?? 0)}  ${by}`,
  );
  const needs = flows.prerequisites.map((text) => `  ${pc.yellow("needs")}  ${text}`);
  return [pc.bold("Who may talk to whom (everything else is denied)"), ...lines, ...needs];
}

/** What this preview could not see. */
function openLines({ record }: Preview): readonly string[] {
  const invokes = record.invokes.map(
    (invoke) => `  ${invoke.answer === "fixture" ? "from a fixture" : pc.yellow("unknown")}  ${invoke.token}`,
  );
  const opaque = record.opaque.map(
    (resource) => `  ${pc.yellow("opaque")}  ${resource.urn.split("::").at(-1)}: ${resource.reason}`,
  );
  const leaks = record.leaks.map((leak) => `  ${pc.red("secret in plain text")}  ${leak.urn.split("::").at(-1)}: ${leak.path}`);
  const lines = [...leaks, ...opaque, ...invokes];
  return lines.length === 0 ? [] : [pc.bold("Not seen by this preview"), ...lines];
}

function treeSection({ record }: Preview): readonly string[] {
  return [pc.bold("Resources"), ...treeLines(resourceTree(record.resources), "  ")];
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
