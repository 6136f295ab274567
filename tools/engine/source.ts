/** Places in the user's code, shown relative to the project. Pure. */
import { isAbsolute, relative } from "node:path";
import { fileURLToPath } from "node:url";

/** For ES modules the SDK takes the URL of a file for a path: `file:///cwd/file:/project/index.ts`. */
function pathOf(uri: string): string {
  const nested = uri.lastIndexOf("file:/");
  const last = nested === -1 ? uri : `file:///${uri.slice(nested + "file:".length).replace(/^\/+/u, "")}`;
  return last.startsWith("file://") ? fileURLToPath(last) : last;
}

/** `index.ts:12:3`; a file outside the project keeps only what is below its `node_modules`. */
export function showPath(uri: string, root: string): string {
  const path = pathOf(uri);
  const shown = isAbsolute(path) ? relative(root, path) : path;
  const modules = shown.lastIndexOf("node_modules/");
  return modules === -1 ? shown : shown.slice(modules);
}

export interface SourceFrame {
  readonly uri: string;
  readonly line: number;
}

/** Where the user's own code created a resource: the first frame outside every package. */
export function creationSite(frames: readonly SourceFrame[], root: string): string | undefined {
  const own = frames.find(({ uri }) => isUserCode(pathOf(uri), root));
  return own && `${showPath(own.uri, root)}:${String(own.line)}`;
}

const FRAME = /(?:\(|at (?:async )?|^)((?:file:\/\/)?\/[^():\n]+):(\d+)(?::(\d+))?/u;

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

/** Text without colours and without absolute paths: the project's become relative, packages start at `node_modules`. */
export function tidy(text: string, root: string): string {
  const plain = text.replace(/\u001b\[[\d;]*m/gu, "");
  const local = plain.replaceAll(`file://${root}/`, "").replaceAll(`${root}/`, "").replaceAll(root, ".");
  return local.replace(/(?:file:\/\/)?\/[^\s():'"]*\/node_modules\//gu, "node_modules/");
}
