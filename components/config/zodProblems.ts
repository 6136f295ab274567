import type { z } from "zod";
import type { Problem } from "../shared/problem.ts";

type Issue = z.core.$ZodIssue;

/** One {@link Problem} for each thing the schema found; unions are narrowed to the option that was meant. */
export function issueProblems(issues: readonly Issue[], root: unknown): readonly Problem[] {
  return issues.flatMap((issue) => problemsOf(issue, root, []));
}

function problemsOf(issue: Issue, root: unknown, prefix: readonly PropertyKey[]): readonly Problem[] {
  const path = [...prefix, ...issue.path];
  if (issue.code === "unrecognized_keys") return issue.keys.map((key) => unknownKey([...path, key]));
  if (issue.code === "invalid_union") return unionProblems(issue, root, path);
  return [{ path: pathText(path), ...explain(issue, valueAt(root, path)) }];
}

function unionProblems(
  issue: Extract<Issue, { code: "invalid_union" }>,
  root: unknown,
  path: readonly PropertyKey[],
): readonly Problem[] {
  const given = valueAt(root, path);
  const options = "options" in issue && Array.isArray(issue.options) ? issue.options.map(String) : [];
  const tag = (issue as { discriminator?: string }).discriminator;
  if (tag !== undefined) {
    const place = path.at(-1) === tag ? path : [...path, tag];
    return [
      {
        path: pathText(place),
        given: `was ${shown(valueAt(root, place))}`,
        allowed: `one of ${options.join(", ")}`,
        change: `choose a ${tag} from the list`,
      },
    ];
  }
  const nearest =
    issue.errors.find((option) => typeof given === "object" && option.every((inner) => inner.path.length > 0)) ??
    issue.errors[0] ??
    [];
  return nearest.flatMap((inner) => problemsOf(inner, root, path));
}

function unknownKey(path: readonly PropertyKey[]): Problem {
  return {
    path: pathText(path),
    given: "is not a known key",
    allowed: "only the keys in docs/configuration.md",
    change: "correct its spelling or remove it",
  };
}

type Explained = Omit<Problem, "path">;

function explain(issue: Issue, given: unknown): Explained {
  switch (issue.code) {
    case "invalid_type":
      return given === undefined
        ? { given: "is missing", allowed: `needs ${typeName(issue.expected)}`, change: "add it" }
        : { given: `was ${kindOf(given)}`, allowed: `needs ${typeName(issue.expected)}`, change: "change its type" };
    case "invalid_value":
      return {
        given: given === undefined ? "is missing" : `was ${shown(given)}`,
        allowed: `one of ${issue.values.map(String).join(", ")}`,
        change: "choose one of them",
      };
    case "too_small":
      return {
        given: `was ${sizeOf(given)}`,
        allowed: `at least ${String(issue.minimum)}${unitOf(issue.origin, issue.minimum)}`,
        change: "make it larger",
      };
    case "too_big":
      return {
        given: `was ${sizeOf(given)}`,
        allowed: `at most ${String(issue.maximum)}${unitOf(issue.origin, issue.maximum)}`,
        change: "make it smaller",
      };
    case "invalid_format":
      return { given: `was ${shown(given)}`, allowed: formatName(issue), change: "correct it" };
    default:
      return { given: `was ${kindOf(given)}`, allowed: issue.message, change: "correct it" };
  }
}

function formatName(issue: Extract<Issue, { code: "invalid_format" }>): string {
  return issue.format === "regex"
    ? `must match ${String((issue as { pattern?: string }).pattern)}`
    : `must be a valid ${issue.format}`;
}

function pathText(path: readonly PropertyKey[]): string {
  const [head, ...rest] = path.map(String);
  if (head === undefined) return "palisade";
  return rest.reduce((text, part) => (/^\d+$/.test(part) ? `${text}[${part}]` : `${text}.${part}`), `palisade:${head}`);
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === "object" && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined),
    root,
  );
}

/** Values of fields with a fixed form are shown, cut to 60 characters; they are names, addresses and choices, never secrets. */
function shown(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.length > 60 ? `${value.slice(0, 57)}...` : value);
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return value === undefined ? "missing" : kindOf(value);
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  return (
    { string: "text", number: "a number", boolean: "true or false", object: "an object" }[typeof value as "string"] ??
    typeof value
  );
}

function typeName(expected: string): string {
  const names: Readonly<Record<string, string>> = {
    string: "text",
    number: "a number",
    int: "a whole number",
    boolean: "true or false",
    array: "a list",
    object: "an object",
    record: "an object",
  };
  return names[expected] ?? expected;
}

function sizeOf(value: unknown): string {
  if (typeof value === "string") return `${value.length} characters`;
  if (Array.isArray(value)) return `${value.length} entries`;
  return String(value);
}

function unitOf(origin: string, size: number | bigint): string {
  const [one, several] = { string: ["character", "characters"], array: ["entry", "entries"] }[origin] ?? [];
  return one === undefined ? "" : ` ${Number(size) === 1 ? one : several}`;
}
