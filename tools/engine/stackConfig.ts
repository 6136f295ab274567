/**
 * The configuration a program sees: the stack file over the project's defaults, as the language host would pass it.
 * Encrypted values cannot be read offline: they become placeholders that name their key and stay marked as secret.
 */
import { basename } from "node:path";

import { isAlias, isMap, isScalar } from "yaml";
import type { Document } from "yaml";

import { configFailure } from "./programError.ts";
import type { Project } from "./project.ts";
import { problem, stackFile } from "./project.ts";
import { checkTypes, isRecord, projectDefaults } from "./projectConfig.ts";
import { readYamlFile } from "./yamlFile.ts";

export interface StackConfig {
  /** `namespace:key` -> text, objects as JSON. */
  readonly values: Readonly<Record<string, string>>;
  readonly secretKeys: readonly string[];
  /** Every text that must never be seen outside a secret, with the key it belongs to. */
  readonly secretTexts: ReadonlyMap<string, string>;
  /** What could not be taken into account. */
  readonly warnings: readonly string[];
}

/** Stands for an encrypted value: recognisable, unique per key, harmless as a name, and with the digit that passwords must have. */
export function placeholder(key: string): string {
  return `offline-placeholder-for-${key.replace(/[^A-Za-z0-9]+/gu, "-")}-0`;
}

const STACK_NAME = /^[A-Za-z0-9_-][A-Za-z0-9_.-]{0,99}$/u;

/** `dev`, or `organization/project/dev` of which the last part counts. A name becomes part of paths, so it is never one itself. */
export function stackNameOf(given: string): string {
  const parts = given.split("/");
  if (parts.length <= 3 && parts.every((part) => STACK_NAME.test(part))) {
    return parts.at(-1) ?? given;
  }
  const shown = given.length > 60 ? `${given.slice(0, 57)}...` : given;
  const allowed = "letters, digits, - _ and . (not first), or organization/project/name";
  throw configFailure([problem(`stack ${JSON.stringify(shown)}`, "is not the name of a stack", allowed, "correct the name")]);
}

export function readStackConfig(project: Project, given: string, decrypted: Readonly<Record<string, string>> = {}): StackConfig {
  const stack = stackNameOf(given);
  const reader = new ConfigReader(project.name, decrypted);
  const path = stackFile(project, stack);
  if (path !== undefined) {
    reader.readFile(path);
  }
  const defaults = projectDefaults(project);
  const values = { ...defaults.values, ...reader.values };
  const problems = [...defaults.problems, ...checkTypes(defaults.declared, values, stack)];
  if (problems.length > 0) {
    throw configFailure(problems);
  }
  for (const key of defaults.secretKeys) {
    reader.noteSecret(key, values[key] ?? "");
  }
  return { values, secretKeys: [...reader.secretKeys].sort(), secretTexts: reader.secretTexts, warnings: reader.warnings };
}

/** `key` belongs to the project; `namespace:key` is complete. */
export function qualify(key: string, project: string): string {
  return key.includes(":") ? key : `${project}:${key}`;
}

class ConfigReader {
  readonly values: Record<string, string> = {};
  readonly secretKeys = new Set<string>();
  readonly secretTexts = new Map<string, string>();
  readonly warnings: string[] = [];
  readonly #project: string;
  readonly #decrypted: Readonly<Record<string, string>>;

  constructor(project: string, decrypted: Readonly<Record<string, string>>) {
    this.#project = project;
    this.#decrypted = Object.fromEntries(Object.entries(decrypted).map(([key, value]) => [qualify(key, project), value]));
  }

  noteSecret(key: string, text: string): void {
    this.secretKeys.add(key);
    if (text !== "") {
      this.secretTexts.set(text, key);
    }
  }

  readFile(path: string): void {
    const { document, data } = readYamlFile(path, basename(path));
    const file = recordIn(data ?? {}, basename(path), "`config:` and its keys");
    const section = recordIn(file["config"] ?? {}, `${basename(path)}: config`, "keys and values");
    if (file["environment"] !== undefined) {
      this.warnings.push(`${basename(path)}: the values of \`environment\` live in Pulumi Cloud and are missing offline`);
    }
    refuseOddKeys(document, `${basename(path)}: config`);
    for (const [name, value] of Object.entries(section)) {
      const node = document.getIn(["config", name], true);
      this.#readValue(qualify(name, this.#project), value, isAlias(node) ? node.resolve(document) : node);
    }
  }

  #readValue(key: string, value: unknown, node: unknown): void {
    if (isScalar(node)) {
      this.values[key] = scalarText(node);
    } else if (isEncrypted(value)) {
      this.values[key] = this.#reveal(key, key);
    } else {
      this.values[key] = typeof value === "string" ? value : JSON.stringify(this.#plain(value, key, key));
    }
  }

  /** The fixture's value or the placeholder; `path` tells apart several secrets within one object. */
  #reveal(key: string, path: string): string {
    const text = this.#decrypted[path] ?? placeholder(path);
    this.noteSecret(key, text);
    return text;
  }

  #plain(value: unknown, key: string, path: string): unknown {
    if (isEncrypted(value)) {
      return this.#reveal(key, path);
    }
    if (Array.isArray(value)) {
      return value.map((item, index) => this.#plain(item, key, `${path}[${String(index)}]`));
    }
    if (!isRecord(value)) {
      return value;
    }
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, this.#plain(inner, key, `${path}.${name}`)]));
  }
}

/** A map, a list or nothing as a key would be turned into text that nobody wrote. */
function refuseOddKeys(document: Document, path: string): void {
  const section = document.get("config");
  const odd = isMap(section) && section.items.some(({ key }) => !isScalar(key) || key.value === null || key.value === "");
  if (odd) {
    throw configFailure([
      problem(path, "a key is not text", "keys such as palisade:profile", "write `config:` with one key a line"),
    ]);
  }
}

function recordIn(value: unknown, path: string, holds: string): Readonly<Record<string, unknown>> {
  if (isRecord(value)) {
    return value;
  }
  throw configFailure([problem(path, "not a map", holds, "write `config:` with one key a line")]);
}

function isEncrypted(value: unknown): boolean {
  return isRecord(value) && Object.keys(value).join() === "secure";
}

/** As written: `1.50` stays `1.50`. */
function scalarText(node: { value: unknown; source?: string }): string {
  return typeof node.value === "string" ? node.value : (node.source ?? String(node.value));
}
