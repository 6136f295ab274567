import { ALL_RULES } from "../../policy/cli/ruleSet.ts";
import { isStopping, type Report } from "../../policy/lib/report.ts";
import type { RuleResult } from "../../policy/lib/verdict.ts";
import { wrap, type Page } from "./page.ts";
import { plural } from "./plural.ts";

/** Advice is repetitive: so many rows of a rule show what it is about, the rest is counted. */
const ADVICE_ROWS = 3;

/** What stops a deployment, complete and with its remedy; then advice, shortened; then what was waived, by waiver. */
export function findingSections(report: Report, page: Page): readonly (readonly string[])[] {
  const open = report.results.filter(({ verdict }) => verdict === "fail" || verdict === "unknown");
  const [stopping, advice] = [open.filter(isStopping), open.filter((result) => !isStopping(result))];
  const waived = report.results.filter(({ verdict }) => verdict === "waived");
  const passed = report.results.filter(({ verdict }) => verdict === "pass");
  const { paint } = page;
  return [
    section(paint.bold(paint.red("Findings that stop a deployment")), byRule(stopping, Infinity, page)),
    section(paint.bold("Advice (stops nothing)"), byRule(advice, ADVICE_ROWS, page)),
    section(paint.bold("Waived"), waiverLines(waived, page)),
    section(
      paint.bold("Passed"),
      passed.flatMap(({ rule, message }) => wrap(page, `  ${rule}: `, message, "    ")),
    ),
  ];
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [title, ...lines];
}

function byRule(results: readonly RuleResult[], most: number, page: Page): readonly string[] {
  const groups = [...Map.groupBy(results, ({ rule }) => rule)].sort(([a], [b]) => (a < b ? -1 : 1));
  return groups.flatMap(([name, group]) => ruleLines([name, group], most, page));
}

function ruleLines([name, results]: readonly [string, readonly RuleResult[]], most: number, page: Page): readonly string[] {
  const rule = ALL_RULES.find((candidate) => candidate.name === name);
  const title = rule === undefined ? "" : ` (${rule.severity}): ${rule.title}`;
  const rest = results.length - most;
  return [
    `  ${name}${title}`,
    ...results.slice(0, most).flatMap(({ verdict, message }) => wrap(page, `    ${verdict}  `, message)),
    ...(rest > 0 ? [`    and ${plural(rest, "finding")} more; --json lists all`] : []),
    ...(rule === undefined ? [] : wrap(page, "    fix: ", rule.remediation)),
  ];
}

/** What one ticket waives until one day stands together. */
function waiverLines(waived: readonly RuleResult[], page: Page): readonly string[] {
  const groups = Map.groupBy(waived, ({ waiver }) => `until ${waiver?.expires ?? "?"} by ${waiver?.ticket ?? "?"}`);
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([title, group]) => [`  ${title}`, ...rulesOf(group, page)]);
}

function rulesOf(results: readonly RuleResult[], page: Page): readonly string[] {
  const counts = [...Map.groupBy(results, ({ rule }) => rule)].map(([rule, { length }]) =>
    length > 1 ? `${rule} ×${length}` : rule,
  );
  return wrap(page, "    ", counts.sort().join(", "));
}
