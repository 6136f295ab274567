import { styleText } from "node:util";
import { isStopping, type Counts, type Report } from "./report.ts";
import type { RuleBase } from "./rule.ts";
import type { RuleResult, Verdict } from "./verdict.ts";

/** What is shown first: what stops, then what could not be judged, then what was accepted. */
const ORDER: readonly Verdict[] = ["fail", "unknown", "waived", "pass"];

const WORDS: Readonly<Record<Verdict, string>> = {
  fail: "FAIL",
  unknown: "UNKNOWN",
  waived: "WAIVED",
  pass: "PASS",
  "not-applicable": "N/A",
};

const COLORS = { fail: "red", unknown: "yellow", waived: "cyan", pass: "green", "not-applicable": "gray" } as const;

export interface TableOptions {
  readonly color: boolean;
  /** Show the counts of every rule that had something to judge, not only of those that found something. */
  readonly allCounts: boolean;
}

/** The report for a person: findings by rule with the remedy, then counts, then one line that says it all. */
export function renderTable(report: Report, rules: readonly RuleBase[], options: TableOptions): string {
  const blocks = ORDER.flatMap((verdict) => blocksOf(report, verdict, rules, options));
  const counts = countLines(report, options.allCounts);
  return [...blocks, ...(counts.length > 1 ? [counts.join("\n")] : []), summaryLine(report)].join("\n\n") + "\n";
}

function blocksOf(report: Report, verdict: Verdict, rules: readonly RuleBase[], { color }: TableOptions): readonly string[] {
  const byRule = Map.groupBy(
    report.results.filter((result) => result.verdict === verdict),
    ({ rule }) => rule,
  );
  const paint = (text: string): string => (color ? styleText(COLORS[verdict], text, { validateStream: false }) : text);
  return [...byRule].sort(byWeight).map(([name, results]) => {
    const rule = rules.find((candidate) => candidate.name === name);
    const head = `${paint(WORDS[verdict])} ${name} (${levelsOf(results)}, ${rule?.severity ?? "medium"} severity): ${rule?.title ?? ""}`;
    const rows = results.map((result) => `  ${locate(result)}${result.message}${accepted(result)}`);
    return [head, ...rows, ...(verdict === "fail" || verdict === "unknown" ? [`  fix: ${rule?.remediation ?? ""}`] : [])].join(
      "\n",
    );
  });
}

/** Rules that stop a deployment before advice, then by name. */
function byWeight([leftName, left]: [string, RuleResult[]], [rightName, right]: [string, RuleResult[]]): number {
  return Number(right.some(isStopping)) - Number(left.some(isStopping)) || (leftName < rightName ? -1 : 1);
}

function levelsOf(results: readonly RuleResult[]): string {
  return [...new Set(results.map(({ level }) => level))].join(" and ");
}

function locate({ file, line, resource }: RuleResult): string {
  if (file !== undefined) return `${file}${line === undefined ? "" : `:${line}`}  `;
  return resource.id === "" ? "" : `${resource.id}\n    `;
}

function accepted({ waiver }: RuleResult): string {
  return waiver === undefined ? "" : ` [${waiver.kind ?? "risk-accepted"} until ${waiver.expires}, ${waiver.ticket}]`;
}

const COLUMNS: readonly (readonly [keyof Counts, string])[] = [
  ["fail", "fail"],
  ["unknown", "unknown"],
  ["waived", "waived"],
  ["pass", "pass"],
  ["notApplicable", "n/a"],
];

function countLines({ summary }: Report, all: boolean): readonly string[] {
  const shown = Object.entries(summary.rules).filter(
    ([, { pass, fail, unknown, waived }]) => fail + unknown + waived + (all ? pass : 0) > 0,
  );
  const width = Math.max(...shown.map(([name]) => name.length), 4);
  const cells = (name: string, values: readonly string[]): string =>
    `${name.padEnd(width)}${values.map((value) => value.padStart(9)).join("")}`;
  return [
    cells(
      "rule",
      COLUMNS.map(([, title]) => title),
    ),
    ...shown.map(([name, counts]) =>
      cells(
        name,
        COLUMNS.map(([key]) => String(counts[key])),
      ),
    ),
  ];
}

function summaryLine({ results, summary, profile }: Report): string {
  const { fail, unknown, waived, pass, notApplicable } = summary.total;
  const stopping = results.filter(isStopping).length;
  const rules = Object.keys(summary.rules).length;
  const outcome = stopping === 0 ? "nothing stops a deployment" : `${stopping} of them stop a deployment`;
  return `${rules} rule${rules === 1 ? "" : "s"}, profile ${profile}: ${fail} failed, ${unknown} unknown, ${outcome}; ${waived} waived, ${pass} passed, ${notApplicable} not applicable.`;
}
