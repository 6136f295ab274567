import { describeResource } from "./finding.ts";
import type { PackConfig } from "./packConfig.ts";
import { read } from "./plain.ts";
import type { ResourceRule, Rule, RuleBase, RuleContext, World, WorldRule } from "./rule.ts";
import type { Finding, Level, Plain, PolicyResource, RuleResult, Verdict } from "./verdict.ts";
import { applyWaivers, type WaiverScope } from "./waivers.ts";
import { judgeWaivers, WAIVER_RULES, type WaiverRule } from "./waiverHygiene.ts";
import { buildWorld } from "./world.ts";

/** A rule that is switched on, with the level and the parameters of this run. */
export interface ActiveRule<R extends RuleBase = Rule> {
  readonly rule: R;
  readonly level: Level;
  readonly context: RuleContext;
}

/** One rule's rows, and how often it had nothing to do with the subject. */
export interface Judged {
  readonly rule: string;
  /** Findings, or one pass; empty when not applicable. */
  readonly results: readonly RuleResult[];
}

/** Rules that are not disabled, with their level in this profile and their parameters. */
export function activate<R extends RuleBase>(rules: readonly R[], config: PackConfig): readonly ActiveRule<R>[] {
  return rules
    .map((rule) => ({
      rule,
      level: config.levels[rule.name] ?? rule.level[config.profile],
      context: { profile: config.profile, params: { ...defaultsOf(rule), ...config.params[rule.name] } },
    }))
    .filter(({ level }) => level !== "disabled");
}

function defaultsOf(rule: RuleBase): Readonly<Record<string, Plain>> {
  return Object.fromEntries(Object.entries(rule.params ?? {}).map(([name, param]) => [name, param.default]));
}

/** Judges resources, waivers applied: the one evaluation behind the pack, `check` and the webhook. */
export function evaluate(
  resources: readonly PolicyResource[],
  rules: readonly Rule[],
  config: PackConfig,
  scope: WaiverScope,
): readonly Judged[] {
  return settleWaivers(judgeAll(resources, rules, config), rules, config, scope);
}

/** What every rule says of resources that make up one world, before waivers. */
export function judgeAll(resources: readonly PolicyResource[], rules: readonly Rule[], config: PackConfig): readonly Judged[] {
  const active = activate(rules, config);
  return [...resources.flatMap((resource) => judgeResource(resource, active)), ...judgeWorld(buildWorld(resources), active)];
}

/** Applies the waivers to everything the rules said, and judges the waivers themselves; `rules` are all that a waiver may name. */
export function settleWaivers(
  judged: readonly Judged[],
  rules: readonly Rule[],
  config: PackConfig,
  scope: WaiverScope,
): readonly Judged[] {
  const settled = judged.map(({ rule, results }) => ({ rule, results: applyWaivers(results, config.waivers, scope) }));
  const use = {
    ...scope,
    waivers: config.waivers,
    results: settled.flatMap(({ results }) => results),
    rules,
    ran: new Set(judged.filter(({ results }) => results.length > 0).map(({ rule }) => rule)),
    prod: config.profile === "prod",
  };
  const hygiene = activate(WAIVER_RULES, config).flatMap((active) => waiverRows(active, judgeWaivers(active.rule, use)));
  return [...settled, ...hygiene];
}

/** What every active resource rule says of one resource. */
export function judgeResource(resource: PolicyResource, active: readonly ActiveRule[]): readonly Judged[] {
  return active
    .filter(isAboutResources)
    .map((entry) => ({ rule: entry.rule.name, results: rowsOf(entry, resource, () => runOn(entry, resource)) }));
}

/** What every active world rule says of all resources. */
export function judgeWorld(world: World, active: readonly ActiveRule[]): readonly Judged[] {
  return active.filter(isAboutWorld).map((entry) => ({
    rule: entry.rule.name,
    results: rowsOf(entry, undefined, () => (entry.rule.appliesTo(world) ? entry.rule.check(world, entry.context) : undefined)),
  }));
}

function isAboutResources(active: ActiveRule): active is ActiveRule<ResourceRule> {
  return active.rule.scope === "resource";
}

function isAboutWorld(active: ActiveRule): active is ActiveRule<WorldRule> {
  return active.rule.scope === "world";
}

function runOn({ rule, context }: ActiveRule<ResourceRule>, resource: PolicyResource): readonly Finding[] | undefined {
  if (!rule.appliesTo(resource)) return undefined;
  const findings = rule.check(resource, context);
  return resource.kubernetes?.partial === true ? findings.map((finding) => doubtAbsence(finding, resource)) : findings;
}

/** A patch that leaves a field out says nothing about the object: a failure for what is not there becomes unknown. */
function doubtAbsence(finding: Finding, resource: PolicyResource): Finding {
  const steps = (finding.path ?? "")
    .split(/[.[\]]+/)
    .filter((step) => step !== "")
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step));
  if (finding.verdict === "unknown" || (steps.length > 0 && read(resource.props, ...steps) !== undefined)) return finding;
  return {
    ...finding,
    verdict: "unknown",
    message: `${describeResource(resource)} is a patch, which shows only a part of the object: ${finding.message}`,
  };
}

/** Runs one rule; a rule that throws could not tell, which is never a pass and never the end of the run. */
function rowsOf(
  active: ActiveRule,
  subject: PolicyResource | undefined,
  run: () => readonly Finding[] | undefined,
): readonly RuleResult[] {
  let findings: readonly Finding[] | undefined;
  try {
    findings = run();
  } catch (error) {
    findings = [brokenRule(active.rule, error)];
  }
  if (findings === undefined) return [];
  if (findings.length === 0) return [row(active, referenceTo(subject), { verdict: "pass", message: active.rule.title })];
  return findings.map((finding) => row(active, referenceTo(finding.subject ?? subject), finding));
}

/** The text of the error may quote the resource, secrets included: only its kind is named. */
function brokenRule(rule: RuleBase, error: unknown): Finding {
  if (process.env["PALISADE_DEBUG"] !== undefined) console.error(`rule ${rule.name}:`, error);
  const kind = error instanceof Error ? error.name : typeof error;
  return {
    verdict: "unknown",
    message: `the rule ${rule.name} itself failed (${kind}) and could not judge; PALISADE_DEBUG=1 shows where`,
  };
}

function row(
  active: ActiveRule<RuleBase>,
  about: Subject,
  finding: Omit<Finding, "verdict"> & { readonly verdict: Verdict },
): RuleResult {
  const { verdict, message, path, container } = finding;
  return {
    rule: active.rule.name,
    verdict,
    severity: active.rule.severity,
    level: verdict === "unknown" ? unknownLevel(active) : active.level,
    resource: about.resource,
    ...(container === undefined ? {} : { container }),
    ...(path === undefined ? {} : { path }),
    message,
    ...(about.file === undefined ? {} : { file: about.file }),
    ...(about.line === undefined ? {} : { line: about.line }),
  };
}

/** What cannot be known yet stops staging and prod like a failure; local and dev show it. */
function unknownLevel({ level, context }: ActiveRule<RuleBase>): Level {
  return context.profile === "local" || context.profile === "dev" ? "advisory" : level;
}

type Subject = Pick<RuleResult, "resource" | "file" | "line">;

const EVERYTHING: Subject = { resource: { id: "", type: "palisade:world", name: "all resources together" } };

const references = new WeakMap<PolicyResource, Subject>();

/** One object for all rows of a resource: thousands of rows share it. */
function referenceTo(resource: PolicyResource | undefined): Subject {
  if (resource === undefined) return EVERYTHING;
  let reference = references.get(resource);
  if (reference === undefined) {
    reference = refer(resource);
    references.set(resource, reference);
  }
  return reference;
}

function refer({ id, type, name, kubernetes, file, line }: PolicyResource): Subject {
  const { apiVersion, kind, namespace } = kubernetes ?? {};
  return {
    resource: {
      id,
      type,
      ...(apiVersion === undefined ? {} : { apiVersion }),
      ...(kind === undefined ? {} : { kind }),
      ...(namespace === undefined ? {} : { namespace }),
      name: kubernetes?.name ?? name,
    },
    ...(file === undefined ? {} : { file }),
    ...(line === undefined ? {} : { line }),
  };
}

function waiverRows(active: ActiveRule<WaiverRule>, judged: ReturnType<typeof judgeWaivers>): readonly Judged[] {
  return judged.map(({ waiver, index, findings }) => {
    const about = {
      resource: { id: `waivers[${index}]`, type: "palisade:waiver", name: `${waiver.rule} for ${waiver.resource}` },
    };
    const rows = findings.map((finding) =>
      row(active, about, { ...finding, message: `waiver ${about.resource.name}: ${finding.message}` }),
    );
    return {
      rule: active.rule.name,
      results: rows.length > 0 ? rows : [row(active, about, { verdict: "pass", message: active.rule.title })],
    };
  });
}
