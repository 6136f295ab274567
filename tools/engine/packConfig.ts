/**
 * A pack's configuration as Pulumi's `--policy-pack-config` has it: policy -> level, or policy -> {enforcementLevel?,
 * ...properties}; `all` sets the level of every policy. What the user gives wins over the pack's initial configuration,
 * which wins over the defaults of the policy's schema. Pure.
 */
import type { Problem } from "../../components/shared/problem.ts";
import type { Level } from "./policyMessages.ts";
import { problem } from "./project.ts";

export interface PolicySettings {
  readonly level?: Level | undefined;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** What a policy runs with. */
export interface EffectiveSettings extends PolicySettings {
  readonly level: Level;
}

/** What a pack says of one of its policies. */
export interface PolicyDescription {
  readonly name: string;
  readonly level: Level;
  readonly schema: Readonly<Record<string, unknown>>;
  readonly required: readonly string[];
}

const LEVELS: readonly unknown[] = ["advisory", "mandatory", "remediate", "disabled"] satisfies Level[];

/** Reads the user's object; problems name the policy. */
export function parsePackConfig(
  config: unknown,
  policies: readonly PolicyDescription[],
): [ReadonlyMap<string, PolicySettings>, readonly Problem[]] {
  if (config === undefined || config === null) {
    return [new Map(), []];
  }
  if (typeof config !== "object" || Array.isArray(config)) {
    return [new Map(), [problem("policy pack config", "not an object", "policy names and their settings", "correct the file")]];
  }
  const known = new Set(["all", "environments", ...policies.map(({ name }) => name)]);
  const entries = Object.entries(config as Record<string, unknown>).map(([name, value]) => ({ name, ...readSettings(value) }));
  const problems = entries.flatMap(({ name, level }) => entryProblems(name, level, known));
  return [
    new Map(entries.map(({ name, level, properties }) => [name, { level: level as Level | undefined, properties }])),
    problems,
  ];
}

/** A bare level, or an object that may hold one. */
function readSettings(value: unknown): { level: unknown; properties: Record<string, unknown> } {
  if (typeof value !== "object" || value === null) {
    return { level: value ?? undefined, properties: {} };
  }
  const { enforcementLevel, ...properties } = value as Record<string, unknown>;
  return { level: enforcementLevel, properties };
}

function entryProblems(name: string, level: unknown, known: ReadonlySet<string>): Problem[] {
  if (!known.has(name)) {
    return [problem(`policy pack config: ${name}`, "no such policy", [...known].sort().join(", "), "correct the name")];
  }
  if (level !== undefined && !LEVELS.includes(level)) {
    return [problem(`policy pack config: ${name}`, `level ${JSON.stringify(level)}`, LEVELS.join(", "), "correct the level")];
  }
  return [];
}

function schemaDefaults(schema: PolicyDescription["schema"]): Record<string, unknown> {
  const entries = Object.entries(schema).map(([key, value]) => [key, (value as { default?: unknown } | null)?.default] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

export function reconcile(
  policy: PolicyDescription,
  initial: ReadonlyMap<string, PolicySettings>,
  given: ReadonlyMap<string, PolicySettings>,
): EffectiveSettings {
  const [own, initialOwn] = [given.get(policy.name), initial.get(policy.name)];
  const levels = [own, given.get("all"), initialOwn, initial.get("all")].map((settings) => settings?.level);
  return {
    level: levels.find((level) => level !== undefined) ?? policy.level,
    properties: { ...schemaDefaults(policy.schema), ...initialOwn?.properties, ...own?.properties },
  };
}

/** Required properties that are missing, of policies that will run. */
export function missingProperties(policy: PolicyDescription, settings: EffectiveSettings): Problem[] {
  if (settings.level === "disabled") {
    return [];
  }
  return policy.required
    .filter((key) => settings.properties[key] === undefined)
    .map((key) =>
      problem(`policy pack config: ${policy.name}: ${key}`, "missing", "a value as the policy's schema says", "add it"),
    );
}
