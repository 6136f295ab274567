import type { Streams } from "../../../policy/cli/outcome.ts";

/** Streams that keep what a command writes, and feed it standard input. */
export function captured(stdin = ""): Streams & { readonly output: () => string; readonly errors: () => string } {
  const out: string[] = [];
  const err: string[] = [];
  return {
    out: (text) => out.push(text),
    err: (text) => err.push(text),
    stdin: async function* () {
      yield Buffer.from(stdin);
    },
    color: false,
    output: () => out.join(""),
    errors: () => err.join(""),
  };
}
