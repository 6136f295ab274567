/** Makes one readable message of what a failed program left behind. Pure. */
import type { PendingRegistration, ProgramReport } from "./program.ts";
import type { ProgramError } from "./programError.ts";
import { isNodeNotice } from "./programLog.ts";
import { tidy, userSource } from "./source.ts";

export interface Remains {
  readonly root: string;
  readonly exitCode: number | null;
  readonly errors: readonly ProgramReport[];
  /** Everything on standard error. */
  readonly stderr: string;
}

interface Shape {
  readonly pattern: RegExp;
  readonly advice: string;
}

const ADVICE: readonly Shape[] = [
  {
    pattern: /Missing required configuration variable/u,
    advice: "add the key to the stack's file, or give it a default in Pulumi.yaml",
  },
  { pattern: /Duplicate resource URN/u, advice: "give one of the two resources another name" },
  { pattern: /Default provider for .* disabled/u, advice: "pass an explicit provider: {provider} on the resource or its parent" },
  { pattern: /Cannot find (?:module|package)/u, advice: "install the project's packages (npm ci), or correct the import" },
  {
    pattern: /ERR_UNSUPPORTED_(?:TYPESCRIPT_SYNTAX|NODE_MODULES)|is not supported in strip-only mode/u,
    advice: "only erasable TypeScript can run without a build: no enum, namespace or parameter property",
  },
  {
    pattern: /Required output '.*' does not exist on stack/u,
    advice: "add the output to the stack reference's fixture, or correct its name",
  },
  {
    pattern: /registrations could complete|still active/u,
    advice: "look for a promise or output that never resolves, or for two resources that wait for each other",
  },
];

function adviceFor(message: string): string | undefined {
  return ADVICE.find(({ pattern }) => pattern.test(message))?.advice;
}

/** Drops what repeats the obvious: gRPC codes and the SDK's preamble. */
function readable(message: string, root: string): string {
  return tidy(message, root)
    .replace(/: \d+ [A-Z_]+: /u, ": ")
    .replace(/^Running program '.*' failed with an unhandled exception:\s*/u, "")
    .replace(/\s*please set a value using the command.*/u, "")
    .replaceAll(/\s*\n\s*/gu, " ")
    .trim();
}

/** Compilers put the place inside their message. */
function placeInMessage(message: string, root: string): string | undefined {
  const inMessage = /(?:^|\s)([^\s():]+\.[cm]?[jt]sx?)[:(](\d+)[:,](\d+)\)?/u.exec(tidy(message, root));
  return inMessage === null ? undefined : inMessage.slice(1).join(":");
}

function fromReport(report: ProgramReport, remains: Remains): ProgramError {
  if (report.forUser === true)
    return { kind: "program", message: tidy(report.message, remains.root), stack: tidy(report.stack, remains.root) };
  const text = report.message === "" ? report.name : report.message;
  const kind =
    /^(?:Error|RunError|object|string|undefined)$/u.test(report.name) || text.startsWith(report.name) ? "" : `${report.name}: `;
  const where = report.resource === undefined ? "" : `resource ${report.resource}: `;
  return {
    kind: "program",
    message: readable(`${where}${kind}${text}`, remains.root),
    source: userSource(report.stack, remains.root) ?? placeInMessage(report.message, remains.root),
    advice: adviceFor(`${text}\n${report.stack}`),
    stack: tidy(report.stack, remains.root),
  };
}

/** The SDK's notice about what was still waiting, without its hints for debugging. */
function fromLeak(remains: Remains): ProgramError | undefined {
  const notice = /The Pulumi runtime detected that[\s\S]*/u.exec(remains.stderr)?.[0];
  if (notice === undefined) {
    return undefined;
  }
  const [message = ""] = notice.split(/\n\n|\nThere are a few ways/u);
  return {
    kind: "program",
    message: message.split("There are a few ways")[0]?.replaceAll(/\n\s*/gu, " ").trim() ?? message,
    source: userSource(remains.stderr, remains.root),
    advice: adviceFor(notice),
    stack: tidy(remains.stderr, remains.root),
  };
}

export function explainFailure(remains: Remains): ProgramError {
  const [first] = remains.errors;
  const explained = first === undefined ? fromLeak(remains) : fromReport(first, remains);
  return explained ?? fromOutput(remains);
}

function fromOutput(remains: Remains): ProgramError {
  const lines = remains.stderr.split("\n").filter((line) => !isNodeNotice(line));
  const printed = lines.join("\n").replace(/^error: \[runtime\] /gmu, "");
  const text = readable(printed.split(/\n\s+at /u)[0] ?? "", remains.root);
  const code = remains.exitCode === null ? "a signal ended it" : `exit code ${String(remains.exitCode)}`;
  return {
    kind: "program",
    message: text === "" ? `the program failed without a message (${code})` : text,
    source: userSource(printed, remains.root) ?? placeInMessage(printed, remains.root),
    advice: adviceFor(text),
    stack: tidy(remains.stderr, remains.root),
  };
}

/** What a program that had to be stopped was waiting for. */
export function explainTimeout(
  limit: number,
  pending: readonly PendingRegistration[],
  lastRegistered: string | undefined,
): ProgramError {
  const waiting = pending.map(({ name, type, inputProperty }) => {
    const property = inputProperty === undefined ? "" : ` for its input ${inputProperty}`;
    return `${name} (${type})${property}`;
  });
  const known = waiting.length === 0 ? "" : `; still waiting: ${waiting.sort().join(", ")}`;
  return {
    kind: "timeout",
    message: `the program did not end within ${String(limit)} s and was stopped${known}`,
    advice: `look for a promise that never resolves, a loop, or something that keeps Node.js running (a timer, a server, an open connection); ${lastOf(lastRegistered)}`,
  };
}

/** Node ends a program that waits for nothing but a promise, as if it were done: what comes after was never declared. */
export function explainUnfinished(lastRegistered: string | undefined): ProgramError {
  return {
    kind: "program",
    message: "the program ended before it was done: it awaits something that never happens",
    advice: `look for an await of a promise that never resolves; ${lastOf(lastRegistered)}`,
  };
}

function lastOf(registered: string | undefined): string {
  return registered === undefined ? "nothing was registered" : `the last registration was ${registered}`;
}
