/** What a program printed, as log lines. Without an engine connection the SDK prints its log with a prefix. Pure. */
import type { LogLine } from "./record.ts";
import { tidy } from "./source.ts";

const PREFIX = /^(debug|info|warning|error): \[runtime\] /u;

/** Node's own notices carry the process id, which differs on every run. */
const NODE_NOTICE = /^\(node:\d+\)|^\(Use `node --trace-/u;

export function isNodeNotice(line: string): boolean {
  return NODE_NOTICE.test(line);
}

export function logLines(lines: readonly { text: string; stream: "stdout" | "stderr" }[], root: string): LogLine[] {
  const ordered = [...lines.filter(({ stream }) => stream === "stdout"), ...lines.filter(({ stream }) => stream === "stderr")];
  return ordered
    .map(({ text }) => tidy(text, root))
    .filter((text) => text !== "" && !isNodeNotice(text))
    .map((text) => {
      const severity = (PREFIX.exec(text)?.[1] ?? "info") as LogLine["severity"];
      return { severity, message: text.replace(PREFIX, "") };
    });
}
