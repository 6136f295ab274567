import { z } from "zod";
import { zodProblems, type Problem } from "./problem.ts";
import type { Profile, Rule, RuleBase } from "./rule.ts";
import type { Level, Plain } from "./verdict.ts";
import { WAIVER_RULES } from "./waiverHygiene.ts";
import { waiverSchema, type Waiver } from "./waivers.ts";

export const PROFILES = ["local", "dev", "staging", "prod"] as const satisfies readonly Profile[];
export const LEVELS = ["mandatory", "advisory", "disabled"] as const satisfies readonly Level[];

/** Used where nothing is said: the strictest one. */
export const DEFAULT_PROFILE: Profile = "prod";

/** The configuration of the pack, as the user writes it. */
export const packConfigSchema = z
  .strictObject({
    profile: z
      .enum(PROFILES, `one of ${PROFILES.join(", ")} is allowed`)
      .default(DEFAULT_PROFILE)
      .meta({ description: "Decides the level of every rule." }),
    waivers: z
      .array(waiverSchema)
      .default([])
      .meta({ description: "Findings accepted until a day, with owner, reason and ticket." }),
    levels: z
      .record(z.string(), z.enum(LEVELS, `one of ${LEVELS.join(", ")} is allowed`))
      .default({})
      .meta({ description: "Level of single rules, against the profile." }),
    params: z.record(z.string(), z.record(z.string(), z.json())).default({}).meta({ description: "Parameters of single rules." }),
  })
  .meta({ id: "PackConfig" });

/** The configuration of the pack, complete and valid for its rules. */
export interface PackConfig {
  readonly profile: Profile;
  readonly waivers: readonly Waiver[];
  readonly levels: Readonly<Record<string, Level>>;
  /** Parameters given by the user; defaults come from the rule. */
  readonly params: Readonly<Record<string, Readonly<Record<string, Plain>>>>;
}

export type PackConfigResult = { readonly config: PackConfig } | { readonly problems: readonly Problem[] };

/** Reads the configuration against the rules there are: unknown keys, rules, levels and parameters are all reported together. */
export function parsePackConfig(input: unknown, rules: readonly Rule[], root = ""): PackConfigResult {
  const parsed = packConfigSchema.safeParse(input, { reportInput: true });
  const shape = parsed.success ? [] : zodProblems(parsed.error, root);
  const problems = [...shape, ...judgeNames(input, [...rules, ...WAIVER_RULES], root)];
  return parsed.success && problems.length === 0 ? { config: parsed.data } : { problems };
}

/** Judges the raw input, so that a wrong rule name is reported beside a wrong shape elsewhere. */
function judgeNames(input: unknown, rules: readonly RuleBase[], root: string): readonly Problem[] {
  const known = new Map(rules.map((rule) => [rule.name, rule]));
  const at = (...steps: readonly string[]): string => [...(root === "" ? [] : [root]), ...steps].join(".");
  const unknownRules = ["levels", "params"].flatMap((key) =>
    Object.keys(objectAt(input, key))
      .filter((name) => !known.has(name))
      .map((name) => ({
        path: at(key, name),
        given: `there is no rule '${name}'`,
        allowed: "names of rules are allowed",
        change: closest(name, [...known.keys()]),
      })),
  );
  const params = Object.entries(objectAt(input, "params")).flatMap(([name, given]) => {
    const rule = known.get(name);
    return rule === undefined ? [] : judgeParams(rule, given, at("params", name));
  });
  return [...unknownRules, ...params];
}

function judgeParams(rule: RuleBase, given: unknown, path: string): readonly Problem[] {
  const schema = rule.params ?? {};
  return Object.entries(isObject(given) ? given : {}).flatMap(([name, value]): readonly Problem[] => {
    const param = schema[name];
    if (param === undefined) {
      const allowed =
        Object.keys(schema).length === 0 ? "the rule has no parameters" : `${Object.keys(schema).join(", ")} are allowed`;
      return [{ path: `${path}.${name}`, given: "unknown parameter", allowed, change: closest(name, Object.keys(schema)) }];
    }
    if (jsonTypes(value).includes(param.type)) return [];
    const type = jsonTypes(value)[0] ?? "unknown";
    return [
      {
        path: `${path}.${name}`,
        given: `a value of type ${type}`,
        allowed: `type ${param.type} is allowed`,
        change: param.description,
      },
    ];
  });
}

/** The JSON Schema types a value has, the narrowest first. */
function jsonTypes(value: unknown): readonly string[] {
  if (value === null) return ["null"];
  if (Array.isArray(value)) return ["array"];
  if (Number.isInteger(value)) return ["integer", "number"];
  return [typeof value];
}

/** The advice for a wrong name: the known one that begins alike or differs least, or the list to look into. */
function closest(name: string, known: readonly string[]): string {
  const near = known
    .map((candidate) => ({ candidate, distance: distance(name, candidate) }))
    .sort((a, b) => a.distance - b.distance)[0];
  return near !== undefined && near.distance <= 3
    ? `did you mean '${near.candidate}'?`
    : "correct it or remove it; `palisade rules` lists all names";
}

/** Levenshtein distance. */
function distance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (const [i, character] of [...left].entries()) {
    const next = [i + 1];
    for (let j = 1; j <= right.length; j++) {
      const cost = character === right[j - 1] ? 0 : 1;
      next.push(Math.min((next[j - 1] ?? 0) + 1, (row[j] ?? 0) + 1, (row[j - 1] ?? 0) + cost));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function objectAt(input: unknown, key: string): Record<string, unknown> {
  const value = isObject(input) ? input[key] : undefined;
  return isObject(value) ? value : {};
}
