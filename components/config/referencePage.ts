import { CONTROL_NAMES, CONTROLS, PROFILES } from "./profiles.ts";
import { palisadeSchema, type JsonSchema } from "./jsonSchema.ts";
import { SECRET_NAMES, SECRETS } from "./secrets.ts";

/** One setting of the reference page. */
export interface Setting {
  /** `palisade:gateway.expose[nodePort].gateway`; a union option stands in brackets. */
  readonly path: string;
  readonly type: string;
  readonly default: string;
  readonly description: string;
}

/** Every setting of a stack file, in the order of the schema. */
export function settings(): readonly Setting[] {
  const schema = palisadeSchema();
  const all = Object.entries(schema.properties ?? {}).flatMap(([key, node]) =>
    walk(`palisade:${key}`, node, isRequired(schema, key)),
  );
  // The controls have a table of their own.
  return all.filter((setting) => !setting.path.startsWith("palisade:controls."));
}

/** `docs/configuration.md`, generated so that it cannot go stale. */
export function configurationPage(): string {
  const rows = settings().map((setting) => row([code(setting.path), setting.type, setting.default, setting.description]));
  const secrets = SECRET_NAMES.map((name) => row([code(`palisade:${name}`), SECRETS[name].description]));
  const controls = CONTROL_NAMES.map((name) => {
    const control = CONTROLS[name];
    return row([code(name), control.description, ...PROFILES.map((profile) => code(String(control.values[profile])))]);
  });
  return [
    "# Stack configuration",
    "",
    "Generated from the schema in `components/config`; `npm run palisade -- config schema` prints the JSON Schema, `config check` validates a stack and `config explain` shows what is in force.",
    "",
    "Unknown keys are errors. Objects hold no secrets; versions are quoted strings.",
    "",
    "## Settings",
    "",
    row(["Key", "Type", "Default", "Meaning"]),
    row(["---", "---", "---", "---"]),
    ...rows,
    "",
    "## Secrets",
    "",
    "Set each with `pulumi config set --secret`. A plain value is refused; a preview goes on without them, a deployment does not.",
    "",
    row(["Key", "Meaning"]),
    row(["---", "---"]),
    ...secrets,
    "",
    "## Profiles",
    "",
    "Each control hardens from left to right. `palisade:controls` may raise one; lowering one takes `{value, waiver: {owner, reason, ticket, expires}}`.",
    "",
    row(["Control", "Meaning", ...PROFILES]),
    row(["---", "---", ...PROFILES.map(() => "---")]),
    ...controls,
    "",
  ].join("\n");
}

function walk(path: string, node: JsonSchema, required: boolean): readonly Setting[] {
  const options = node.oneOf ?? (node.anyOf?.some((option) => option.properties) ? node.anyOf : undefined);
  const self: Setting = { path, type: typeText(node), default: defaultText(node, required), description: node.description ?? "" };
  if (options !== undefined) return [self, ...options.flatMap((option) => walkOption(path, option))];
  return [self, ...properties(path, node)];
}

function walkOption(path: string, option: JsonSchema): readonly Setting[] {
  const tag = Object.values(option.properties ?? {}).find((property) => property.const !== undefined)?.const;
  return tag === undefined ? properties(path, option) : properties(`${path}[${String(tag)}]`, option);
}

function properties(path: string, node: JsonSchema): readonly Setting[] {
  const list = node.items?.properties === undefined ? node : node.items;
  const prefix = list === node ? path : `${path}[]`;
  return Object.entries(list.properties ?? {})
    .filter(([, property]) => property.const === undefined)
    .flatMap(([key, property]) => walk(`${prefix}.${key}`, property, isRequired(list, key)));
}

function isRequired(node: JsonSchema, key: string): boolean {
  return node.required?.includes(key) ?? false;
}

function typeText(node: JsonSchema): string {
  if (node.enum !== undefined) return node.enum.map((value) => code(String(value))).join(" ");
  const options = node.oneOf ?? node.anyOf;
  if (options !== undefined) return [...new Set(options.map(optionText))].join(" or ");
  if (node.type === "array") return `list of ${typeText(node.items ?? {})}`;
  if (node.type === "integer") return `whole number${rangeText(node)}`;
  const names: Readonly<Record<string, string>> = {
    string: "text",
    boolean: "true or false",
    object: "object",
    number: "number",
  };
  return names[node.type ?? ""] ?? node.type ?? "any";
}

function optionText(option: JsonSchema): string {
  const tag = Object.entries(option.properties ?? {}).find(([, property]) => property.const !== undefined);
  return tag === undefined ? typeText(option) : code(`${tag[0]}: ${String(tag[1].const)}`);
}

function rangeText(node: JsonSchema): string {
  const bounded = (value: number | undefined): value is number =>
    value !== undefined && Math.abs(value) < Number.MAX_SAFE_INTEGER;
  if (!bounded(node.minimum) && !bounded(node.maximum)) return "";
  return ` (${bounded(node.minimum) ? node.minimum : ""}–${bounded(node.maximum) ? node.maximum : ""})`;
}

function defaultText(node: JsonSchema, required: boolean): string {
  if (node.default !== undefined) return code(JSON.stringify(node.default));
  return required ? "required" : "–";
}

function code(text: string): string {
  return `\`${text}\``;
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|").replaceAll("\n", " ")).join(" | ")} |`;
}
