/** Reads the YAML files of a project. Every way in which one can be unreadable gives one message with its place. */
import { readFileSync, statSync } from "node:fs";

import { LineCounter, parseDocument } from "yaml";
import type { Document } from "yaml";

import { yamlFault } from "../../policy/cli/yamlFault.ts";
import { configFailure } from "./programError.ts";
import type { PreviewFailure } from "./programError.ts";

/** Nothing larger is read: parsing takes a hundred times the memory of the text. */
const LARGEST_MB = 5;

/** More aliases than this only occur in files made to exhaust memory. */
const MOST_ALIASES = 100;

export interface YamlFile {
  /** For the text of single values as written. */
  readonly document: Document;
  /** Plain data: aliases and merge keys are resolved. */
  readonly data: unknown;
}

export function readYamlFile(path: string, shownAs: string): YamlFile {
  const lines = new LineCounter();
  const document = parseDocument(readText(path, shownAs), {
    lineCounter: lines,
    prettyErrors: false,
    merge: true,
    logLevel: "error",
  });
  const problems = document.errors.map(({ code, message, pos }) => {
    const { line, col } = lines.linePos(pos[0]);
    return { path: `${shownAs}:${String(line)}:${String(col)}`, ...faultOf(code, message) };
  });
  if (problems.length > 0) {
    // Whoever nests too deeply leaves every level open: hundreds of faults that say nothing more.
    const deep = problems.find(({ given }) => given === TOO_DEEP.given);
    throw configFailure(deep === undefined ? problems : [deep]);
  }
  try {
    return { document, data: document.toJS({ maxAliasCount: MOST_ALIASES }) as unknown };
  } catch (error) {
    throw error instanceof RangeError ? fileFailure(shownAs, TOO_DEEP) : fileFailure(shownAs, ALIASES);
  }
}

interface Fault {
  readonly given: string;
  readonly allowed: string;
  readonly change: string;
}

const TOO_DEEP: Fault = { given: "nested too deeply", allowed: "a few hundred levels", change: "flatten it" };

/** The parser's own words for these would quote the file. */
const ALIASES: Fault = {
  given: "names an alias that does not exist, or expands its aliases without end",
  allowed: `at most ${String(MOST_ALIASES)} aliases`,
  change: "write the values out",
};

function faultOf(code: string, message: string): Fault {
  if (code === "MULTIPLE_DOCS") {
    return {
      given: "holds several YAML documents",
      allowed: "one document",
      change: "remove the line `---` and what follows it",
    };
  }
  // The parser calls itself for every level, and reports its own overflow as a syntax error.
  return message.includes("call stack")
    ? TOO_DEEP
    : { given: "not valid YAML", allowed: yamlFault(message), change: "correct the file" };
}

function readText(path: string, shownAs: string): string {
  const bytes = readBytes(path, shownAs);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw fileFailure(shownAs, { given: "not UTF-8 text", allowed: "UTF-8", change: "convert the file to UTF-8" });
  }
}

function readBytes(path: string, shownAs: string): Uint8Array {
  try {
    if (statSync(path).size <= LARGEST_MB * 1024 * 1024) {
      return readFileSync(path);
    }
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    const given = `cannot be read (${code})`;
    throw fileFailure(shownAs, { given, allowed: "a readable file", change: "correct the file or its permissions" });
  }
  const size = String(LARGEST_MB);
  throw fileFailure(shownAs, { given: `larger than ${size} MB`, allowed: `at most ${size} MB`, change: "name the right file" });
}

function fileFailure(path: string, fault: Fault): PreviewFailure {
  return configFailure([{ path, ...fault }]);
}
