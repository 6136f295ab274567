/** The `config:` section of `Pulumi.yaml`: defaults and declared types. Pure. */
import type { Problem } from "../../components/shared/problem.ts";
import type { Project } from "./project.ts";
import { problem } from "./project.ts";

const TYPES = ["string", "integer", "number", "boolean", "array", "object"] as const;
type ConfigType = (typeof TYPES)[number];

interface DeclaredKey {
  readonly key: string;
  readonly type: ConfigType;
}

export interface ProjectDefaults {
  readonly values: Readonly<Record<string, string>>;
  readonly secretKeys: readonly string[];
  readonly declared: readonly DeclaredKey[];
  readonly problems: readonly Problem[];
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A key of the project's own may declare a type; a key of another namespace only carries a value. */
export function projectDefaults(project: Pick<Project, "name" | "config">): ProjectDefaults {
  const entries = Object.entries(project.config).map(([name, entry]) => readEntry(name, entry, project.name));
  return {
    values: Object.fromEntries(entries.flatMap(({ key, text }) => (text === undefined ? [] : [[key, text]]))),
    secretKeys: entries.filter(({ isSecret }) => isSecret).map(({ key }) => key),
    declared: entries.flatMap(({ key, type }) => (type === undefined ? [] : [{ key, type }])),
    problems: entries.flatMap(({ problems }) => problems),
  };
}

interface Entry {
  readonly key: string;
  readonly text?: string | undefined;
  readonly type?: ConfigType | undefined;
  readonly isSecret: boolean;
  readonly problems: readonly Problem[];
}

function readEntry(name: string, entry: unknown, project: string): Entry {
  const key = name.includes(":") ? name : `${project}:${name}`;
  if (!isRecord(entry)) {
    return { key, text: textOf(entry), isSecret: false, problems: [] };
  }
  const { type } = entry;
  const allowed = key.startsWith(`${project}:`) ? TYPES : [];
  const known = allowed.find((candidate) => candidate === type);
  const wrong = type !== undefined && known === undefined;
  const accepts = allowed.length === 0 ? "no type for a key of another namespace" : allowed.join(", ");
  return {
    key,
    text: textOf(entry["value"] ?? entry["default"]),
    type: known,
    isSecret: entry["secret"] === true,
    problems: wrong ? [problem(`Pulumi.yaml: config: ${name}: type`, JSON.stringify(type), accepts, "correct the type")] : [],
  };
}

function textOf(value: unknown): string | undefined {
  return value === undefined || value === null ? undefined : typeof value === "string" ? value : JSON.stringify(value);
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
