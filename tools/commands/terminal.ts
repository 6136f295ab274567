/** Exit codes of every command. */
export const EXIT = { fine: 0, findings: 1, badInput: 2, internal: 3 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Where a command prints: results to standard output, everything else to standard error. Tests pass their own. */
export interface Terminal {
  readonly result: (text: string) => void;
  readonly notice: (text: string) => void;
  /** Colours and progress only on a terminal, never in CI or a pipe. */
  readonly interactive: boolean;
}

export const processTerminal: Terminal = {
  result: (text) => void process.stdout.write(`${text}\n`),
  notice: (text) => void process.stderr.write(`${text}\n`),
  interactive: process.stderr.isTTY === true && process.env["CI"] === undefined,
};

/** Bad input of a user: one line per problem, no stack trace. */
export class BadInput extends Error {
  readonly lines: readonly string[];

  constructor(lines: readonly string[]) {
    super(lines.join("\n"));
    this.lines = lines;
  }
}

/** Prints one JSON document, alone on standard output. */
export function printJson(terminal: Terminal, value: unknown): void {
  terminal.result(JSON.stringify(value, null, 2));
}
