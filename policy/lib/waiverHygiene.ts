import type { Rule, RuleBase } from "./rule.ts";
import type { Finding, RuleResult } from "./verdict.ts";
import { holdsInStack, isExpired, patternMatches, waiverMatches, type Waiver, type WaiverScope } from "./waivers.ts";

/** More resources than this behind one waiver is no exception any more, but a disabled rule. */
export const MOST_RESOURCES = 10;
/** Longest term of a waiver in prod, in days from today. */
export const LONGEST_TERM_DAYS = 90;

const strict = { local: "advisory", dev: "advisory", staging: "mandatory", prod: "mandatory" } as const;
const shown = { local: "advisory", dev: "advisory", staging: "advisory", prod: "advisory" } as const;

/** What hygiene is judged on: the waivers and everything the rules said. */
export interface WaiverUse extends WaiverScope {
  readonly waivers: readonly Waiver[];
  /** Findings of all rules, waived ones included. */
  readonly results: readonly RuleResult[];
  /** Every rule there is. */
  readonly rules: readonly Pick<Rule, "name">[];
  /** Names of the rules that judged something in this run: of the others nobody can say whether a waiver is used. */
  readonly ran: ReadonlySet<string>;
  /** True in the profile `prod`. */
  readonly prod: boolean;
}

/** A rule about waivers instead of resources; named, levelled and explained like every other. */
export interface WaiverRule extends RuleBase {
  readonly scope: "waivers";
  readonly judge: (waiver: Waiver, index: number, use: WaiverUse) => readonly Finding[];
}

const found = (message: string): readonly Finding[] => [{ verdict: "fail", message }];

const base = { severity: "medium", controls: ["P-106", "SOC2 CC3.2", "ISO27001 A.5.36"] } as const;

export const WAIVER_RULES: readonly WaiverRule[] = [
  {
    ...base,
    scope: "waivers",
    name: "waiver-expired",
    title: "Waivers have not expired",
    description:
      "A waiver holds through its last day and not longer; what it covered counts again. Renewing is a decision: a new date, reviewed.",
    level: strict,
    remediation: "Fix the finding and remove the waiver, or renew it with a new date and a reason that still holds.",
    judge: (waiver, _index, { today }) =>
      isExpired(waiver, today) ? found(`expired on ${waiver.expires} (${waiver.ticket}); its finding counts again`) : [],
  },
  {
    ...base,
    scope: "waivers",
    severity: "low",
    name: "waiver-unused",
    title: "Waivers cover a finding",
    description:
      "A waiver that covers nothing is left over, or its pattern is wrong. It would hide the next finding of that name silently.",
    level: shown,
    remediation: "Remove it (`palisade waivers prune` removes expired ones), or correct rule and resource.",
    judge: (waiver, _index, { today, results, ran }) =>
      ran.has(waiver.rule) &&
      !isExpired(waiver, today) &&
      !results.some((result) => isFinding(result) && waiverMatches(waiver, result))
        ? found("covers no finding of this run")
        : [],
  },
  {
    ...base,
    scope: "waivers",
    severity: "high",
    name: "waiver-over-broad",
    title: "Waivers are narrow",
    description: `A waiver is an exception for one thing. A name that is only a wildcard, or more than ${MOST_RESOURCES} resources behind one waiver, switches the rule off.`,
    level: strict,
    remediation: "Name the resource exactly, one waiver each, or change the level of the rule openly in the configuration.",
    judge: (waiver, _index, { results }) => judgeBreadth(waiver, results),
  },
  {
    ...base,
    scope: "waivers",
    name: "waiver-unknown-rule",
    title: "Waivers name a rule that exists",
    description: "A waiver for a rule that does not exist covers nothing, now or ever.",
    level: strict,
    remediation: "Correct the name; `palisade rules` lists them all.",
    judge: (waiver, _index, { rules }) =>
      rules.some((rule) => rule.name === waiver.rule) ? [] : found(`names the rule '${waiver.rule}', which does not exist`),
  },
  {
    ...base,
    scope: "waivers",
    severity: "low",
    name: "waiver-duplicate",
    title: "One waiver for one exception",
    description: "Two waivers for the same rule and resource have two owners and two dates: the later one silently wins.",
    level: strict,
    remediation: "Keep one of them.",
    judge: judgeDuplicate,
  },
  {
    ...base,
    scope: "waivers",
    name: "waiver-term",
    title: `Waivers in prod end within ${LONGEST_TERM_DAYS} days`,
    description: `An exception in prod is looked at again at least every ${LONGEST_TERM_DAYS} days.`,
    level: strict,
    remediation: `Choose a date at most ${LONGEST_TERM_DAYS} days from today.`,
    judge: judgeTerm,
  },
];

/** Judges the waivers meant for this stack; a waiver for other stacks is none of its business. */
export function judgeWaivers(
  rule: WaiverRule,
  use: WaiverUse,
): readonly { readonly waiver: Waiver; readonly index: number; readonly findings: readonly Finding[] }[] {
  return use.waivers.flatMap((waiver, index) =>
    holdsInStack(waiver, use.stack) ? [{ waiver, index, findings: rule.judge(waiver, index, use) }] : [],
  );
}

function isFinding(result: RuleResult): boolean {
  return result.verdict === "fail" || result.verdict === "unknown" || result.verdict === "waived";
}

function judgeBreadth(waiver: Waiver, results: readonly RuleResult[]): readonly Finding[] {
  const last = waiver.resource.split(/[/:]/).at(-1) ?? "";
  if (/^\*+$/.test(last)) return found(`its pattern '${waiver.resource}' ends in a bare wildcard`);
  const covered = results.filter(
    (result) => isFinding(result) && result.rule === waiver.rule && patternMatches(waiver.resource, result.resource),
  );
  const resources = new Set(covered.map(({ resource }) => resource.id));
  return resources.size > MOST_RESOURCES
    ? found(`covers ${resources.size} resources; at most ${MOST_RESOURCES} are allowed`)
    : [];
}

function judgeDuplicate(waiver: Waiver, index: number, { waivers }: WaiverUse): readonly Finding[] {
  const earlier = waivers.findIndex((other, at) => at < index && isSameException(other, waiver));
  return earlier === -1 ? [] : found(`repeats waivers[${earlier}]`);
}

function judgeTerm(waiver: Waiver, _index: number, { prod, today }: WaiverUse): readonly Finding[] {
  const days = daysBetween(today, waiver.expires);
  if (!prod || days <= LONGEST_TERM_DAYS) return [];
  return found(`ends in ${days} days, on ${waiver.expires}; at most ${LONGEST_TERM_DAYS} days are allowed in prod`);
}

function isSameException(left: Waiver, right: Waiver): boolean {
  const sharesStack =
    left.stacks === undefined || right.stacks === undefined || left.stacks.some((stack) => right.stacks?.includes(stack));
  return left.rule === right.rule && left.resource === right.resource && sharesStack;
}

/** Whole days between two `YYYY-MM-DD`, both read as UTC. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}
