import type { Problem } from "../lib/problem.ts";

/** Messages of the YAML parser that repeat the text they are about, which may be a secret. */
const QUOTING = /^(Block scalar header includes extra characters|Invalid escape sequence|Not a YAML token|Unresolved alias).*$/;

/** What the YAML parser says of a fault, in one line and without the text of the file. */
export function yamlFault(message: string): string {
  return (message.split("\n")[0] ?? "").replace(QUOTING, "$1");
}

/** More aliases than this only occur in files made to exhaust memory. */
export const MOST_ALIASES = 100;

/** What is wrong with a YAML text, as a part of a problem. */
export type YamlFault = Omit<Problem, "path">;

/** A fault that the parser found. It calls itself for every level, and reports its own overflow as a syntax error. */
export function syntaxFault({ code, message }: { readonly code: string; readonly message: string }): YamlFault {
  if (message.includes("call stack")) return TOO_DEEP;
  if (code === "MULTIPLE_DOCS")
    return { given: "holds several YAML documents", allowed: "one document is allowed", change: "remove `---` and what follows" };
  return { given: `not valid YAML: ${yamlFault(message)}`, allowed: "YAML or JSON is allowed", change: "correct the syntax" };
}

/** A fault of resolving aliases. The parser's own words may quote the text. */
export function aliasFault(error: unknown): YamlFault {
  if (error instanceof RangeError) return TOO_DEEP;
  return {
    given: "names an alias that does not exist, or expands its aliases without end",
    allowed: `at most ${MOST_ALIASES} aliases are allowed`,
    change: "write the values out",
  };
}

const TOO_DEEP: YamlFault = { given: "nested too deeply", allowed: "a few hundred levels are allowed", change: "flatten it" };
