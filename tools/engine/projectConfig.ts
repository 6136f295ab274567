/** The `config:` section of `Pulumi.yaml`: defaults and declared types. Pure. */
import type { Problem } from "../../components/shared/problem.ts";
import type { Project } from "./project.ts";
import { problem } from "./project.ts";

const TYPES = ["string", "integer", "number", "boolean", "array", "object"] as const;
type ConfigType = (typeof TYPES)[number];

interface DeclaredKey {
  readonly key: string;
  readonly type: ConfigType;
  readonly optional: boolean;
}

export interface ProjectDefaults {
  readonly values: Readonly<Record<string, string>>;
  readonly secretKeys: readonly string[];
  readonly declared: readonly DeclaredKey[];
  readonly problems: readonly Problem[];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function configText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** A key of the project's own may declare a type; a key of another namespace only carries a value. */
export function projectDefaults(project: Pick<Project, "name" | "config">): ProjectDefaults {
  const values: Record<string, string> = {};
  const secretKeys: string[] = [];
  const declared: DeclaredKey[] = [];
  const problems: Problem[] = [];
  for (const [name, entry] of Object.entries(project.config)) {
    const key = name.includes(":") ? name : `${project.name}:${name}`;
    const own = key.startsWith(`${project.name}:`);
    const given = isRecord(entry) ? (entry["value"] ?? entry["default"]) : entry;
    if (given !== undefined && given !== null) {
      values[key] = configText(given);
    }
    if (!isRecord(entry)) {
      continue;
    }
    if (entry["secret"] === true) {
      secretKeys.push(key);
    }
    const type = entry["type"];
    if (type !== undefined && (!own || !TYPES.includes(type as ConfigType))) {
      problems.push(problem(`Pulumi.yaml: config: ${name}: type`, String(type), own ? TYPES.join(", ") : "no type for another namespace's key", "correct the type"));
    } else if (own && type !== undefined) {
      declared.push({ key, type: type as ConfigType, optional: given !== undefined });
    }
  }
  return { values, secretKeys, declared, problems };
}

const ACCEPTS: Readonly<Record<ConfigType, (text: string) => boolean>> = {
  string: () => true,
  integer: (text) => /^[+-]?\d+$/u.test(text),
  number: (text) => text.trim() !== "" && Number.isFinite(Number(text)),
  boolean: (text) => text === "true" || text === "false",
  array: (text) => Array.isArray(parseJson(text)),
  object: (text) => isRecord(parseJson(text)),
};

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Declared keys must be there and of their type. The value itself is not shown: it may be a secret. */
export function checkTypes(declared: readonly DeclaredKey[], values: Readonly<Record<string, string>>, stack: string): Problem[] {
  return declared.flatMap(({ key, type }) => {
    const text = values[key];
    if (text === undefined) {
      return [problem(key, `missing in stack ${stack}`, `a value of type ${type}`, `add it to Pulumi.${stack}.yaml`)];
    }
    return ACCEPTS[type](text) ? [] : [problem(key, `not of type ${type} in stack ${stack}`, type, "correct the value")];
  });
}
