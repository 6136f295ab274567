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

/** What a pack says of one of its policies. */
export interface PolicyDescription {
  readonly name: string;
  readonly level: Level;
  readonly schema: Readonly<Record<string, unknown>>;
  readonly required: readonly string[];
}

const LEVELS: readonly unknown[] = ["advisory", "mandatory", "remediate", "disabled"] satisfies Level[];

/** Reads the user's object; problems name the policy. */
export function parsePackConfig(config: unknown, policies: readonly PolicyDescription[]): [Map<string, PolicySettings>, Problem[]] {
  const settings = new Map<string, PolicySettings>();
  if (config === undefined || config === null) {
    return [settings, []];
  }
  if (typeof config !== "object" || Array.isArray(config)) {
    return [settings, [problem("policy pack config", "not an object", "policy names and their settings", "correct the file")]];
  }
  const problems: Problem[] = [];
  const known = new Set(["all", "environments", ...policies.map(({ name }) => name)]);
  for (const [name, value] of Object.entries(config as Record<string, unknown>)) {
    const { enforcementLevel, ...properties } = typeof value === "string" ? { enforcementLevel: value } : ((value ?? {}) as Record<string, unknown>);
    if (!known.has(name)) {
      problems.push(problem(`policy pack config: ${name}`, "no such policy", [...known].sort().join(", "), "correct the name"));
    } else if (enforcementLevel !== undefined && !LEVELS.includes(enforcementLevel)) {
      problems.push(problem(`policy pack config: ${name}`, `level ${String(enforcementLevel)}`, LEVELS.join(", "), "correct the level"));
    } else {
      settings.set(name, { level: enforcementLevel as Level | undefined, properties });
    }
  }
  return [settings, problems];
}

function schemaDefaults(schema: PolicyDescription["schema"]): Record<string, unknown> {
  const entries = Object.entries(schema).map(([key, value]) => [key, (value as { default?: unknown } | null)?.default] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

export function reconcile(
  policy: PolicyDescription,
  initial: ReadonlyMap<string, PolicySettings>,
  given: ReadonlyMap<string, PolicySettings>,
): Required<PolicySettings> {
  const [own, all] = [given.get(policy.name), given.get("all")];
  const [initialOwn, initialAll] = [initial.get(policy.name), initial.get("all")];
  return {
    level: own?.level ?? all?.level ?? initialOwn?.level ?? initialAll?.level ?? policy.level,
    properties: { ...schemaDefaults(policy.schema), ...initialOwn?.properties, ...own?.properties },
  };
}

/** Required properties that are missing, of policies that will run. */
export function missingProperties(policy: PolicyDescription, settings: Required<PolicySettings>): Problem[] {
  if (settings.level === "disabled") {
    return [];
  }
  return policy.required
    .filter((key) => settings.properties[key] === undefined)
    .map((key) => problem(`policy pack config: ${policy.name}: ${key}`, "missing", "a value as the policy's schema says", "add it"));
}
