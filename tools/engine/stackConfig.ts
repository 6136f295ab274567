/**
 * The configuration a program sees: the stack file over the project's defaults, as the language host would pass it.
 * Encrypted values cannot be read offline: they become placeholders that name their key and stay marked as secret.
 */
import { readFileSync } from "node:fs";
import { basename } from "node:path";

import { isMap, isScalar, isSeq, LineCounter, parseDocument } from "yaml";
import type { Node, ParsedNode } from "yaml";

import type { Problem } from "../../components/shared/problem.ts";
import { configFailure } from "./programError.ts";
import type { Project } from "./project.ts";
import { problem, stackFile } from "./project.ts";
import { checkTypes, projectDefaults } from "./projectConfig.ts";

export interface StackConfig {
  /** `namespace:key` -> text, objects as JSON. */
  readonly values: Readonly<Record<string, string>>;
  readonly secretKeys: readonly string[];
  /** Every text that must never be seen outside a secret, with the key it belongs to. */
  readonly secretTexts: ReadonlyMap<string, string>;
  /** What could not be taken into account. */
  readonly warnings: readonly string[];
}

/** Stands for an encrypted value: recognisable, unique per key, and harmless as a name or a password. */
export function placeholder(key: string): string {
  return `offline-placeholder-for-${key.replace(/[^A-Za-z0-9]+/gu, "-")}`;
}

export function readStackConfig(project: Project, stack: string, decrypted: Readonly<Record<string, string>> = {}): StackConfig {
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
    const lines = new LineCounter();
    const document = parseDocument(readFileSync(path, "utf8"), { lineCounter: lines, prettyErrors: false });
    const at = (offset: number): string => {
      const { line, col } = lines.linePos(offset);
      return `${basename(path)}:${String(line)}:${String(col)}`;
    };
    const problems = document.errors.map((error): Problem =>
      problem(at(error.pos[0]), "not valid YAML", error.message, "correct the file"),
    );
    const section = document.errors.length === 0 ? document.get("config", true) : undefined;
    if (section !== undefined && !isMap(section) && !(isScalar(section) && section.value === null)) {
      problems.push(problem(`${basename(path)}: config`, "not a map", "keys and values", "write `config:` with one key a line"));
    }
    if (problems.length > 0) {
      throw configFailure(problems);
    }
    if (document.has("environment")) {
      this.warnings.push(`${basename(path)}: the values of \`environment\` live in Pulumi Cloud and are missing offline`);
    }
    for (const pair of isMap(section) ? section.items : []) {
      this.#readValue(
        qualify(String((pair.key as unknown as { value: unknown }).value), this.#project),
        pair.value as ParsedNode | null,
      );
    }
  }

  #readValue(key: string, node: Node | null): void {
    if (isScalar(node)) {
      this.values[key] = scalarText(node);
    } else if (isEncrypted(node)) {
      this.values[key] = this.#reveal(key, key);
    } else if (node !== null) {
      this.values[key] = JSON.stringify(this.#plain(node, key, key));
    }
  }

  /** The fixture's value or the placeholder; `path` tells apart several secrets within one object. */
  #reveal(key: string, path: string): string {
    const text = this.#decrypted[path] ?? placeholder(path);
    this.noteSecret(key, text);
    return text;
  }

  #plain(node: unknown, key: string, path: string): unknown {
    if (isEncrypted(node)) {
      return this.#reveal(key, path);
    }
    if (isMap(node)) {
      const entries = node.items.map((pair) => {
        const name = String((pair.key as { value?: unknown } | null)?.value);
        return [name, this.#plain(pair.value, key, `${path}.${name}`)];
      });
      return Object.fromEntries(entries) as unknown;
    }
    if (isSeq(node)) {
      return node.items.map((item, index) => this.#plain(item, key, `${path}[${String(index)}]`));
    }
    return isScalar(node) ? node.value : null;
  }
}

function isEncrypted(node: unknown): boolean {
  return isMap(node) && node.items.length === 1 && node.has("secure");
}

/** As written: `1.50` stays `1.50`. */
function scalarText(node: { value: unknown; source?: string }): string {
  return typeof node.value === "string" ? node.value : (node.source ?? String(node.value));
}
