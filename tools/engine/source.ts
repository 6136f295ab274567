/** Places in the user's code, shown relative to the project. Pure. */
import { isAbsolute, relative } from "node:path";
import { fileURLToPath } from "node:url";

function pathOf(uri: string): string {
  return uri.startsWith("file://") ? fileURLToPath(uri) : uri;
}

/** `index.ts:12:3`; a file outside the project keeps only what is below its `node_modules`. */
export function showPath(uri: string, root: string): string {
  const path = pathOf(uri);
  const shown = isAbsolute(path) ? relative(root, path) : path;
  const modules = shown.lastIndexOf("node_modules/");
  return modules === -1 ? shown : shown.slice(modules);
}

export function showSource(source: { uri: string; line: number; column: number }, root: string): string {
  return `${showPath(source.uri, root)}:${String(source.line)}`;
}

const FRAME = /(?:\(|at |^)((?:file:\/\/)?\/[^():\n]+):(\d+)(?::(\d+))?/u;

/** The first place of a stack trace (or of a compiler's message) that is in the user's own code. */
export function userSource(stack: string, root: string): string | undefined {
  for (const line of stack.split("\n")) {
    const [, uri, row, column] = FRAME.exec(line.trim()) ?? [];
    if (uri !== undefined && isUserCode(pathOf(uri), root)) {
      return [showPath(uri, root), row, column].filter((part) => part !== undefined).join(":");
    }
  }
  return undefined;
}

function isUserCode(path: string, root: string): boolean {
  return path.startsWith(`${root}/`) && !path.slice(root.length).includes("/node_modules/");
}

/** Text without colours and without the project's absolute path. */
export function tidy(text: string, root: string): string {
  // eslint-disable-next-line no-control-regex
  const plain = text.replace(/\u001b\[[\d;]*m/gu, "");
  return plain.replaceAll(`file://${root}/`, "").replaceAll(`${root}/`, "").replaceAll(root, ".");
}
