import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, normalize } from "node:path";
import type { Problem } from "../lib/problem.ts";

/** Text that somebody wants judged, and the name to show for it. */
export interface Source {
  readonly name: string;
  readonly text: string;
}

/** Nothing larger is read: parsing takes many times the memory of the text. */
export const LARGEST_BYTES = 50 * 1024 * 1024;

const STDIN = "-";
const MANIFEST = /\.(ya?ml|json)$/i;

/** What could be read, and what is wrong with the rest. */
export interface Sources {
  readonly sources: readonly Source[];
  readonly problems: readonly Problem[];
}

/** Reads files, folders (recursively, in the order of their names) and `-`. */
export async function readSources(paths: readonly string[], stdin: () => AsyncIterable<Uint8Array>): Promise<Sources> {
  const problems: Problem[] = [];
  const sources: Source[] = [];
  const found = paths.flatMap((given) => (given === STDIN ? [STDIN] : collect(given, problems)));
  // A file named twice is one file: its objects are not there twice.
  for (const path of new Set(found.map((name) => normalize(name)))) {
    const read = path === STDIN ? await readStdin(stdin()) : readFile(path);
    if ("text" in read) sources.push(read);
    else problems.push(read);
  }
  return { sources, problems };
}

function collect(path: string, problems: Problem[]): readonly string[] {
  try {
    if (!statSync(path).isDirectory()) return [path];
    const found = filesBelow(path);
    if (found.length === 0) {
      problems.push({
        path,
        given: "a folder without manifests",
        allowed: "*.yaml, *.yml and *.json are read",
        change: "name another folder",
      });
    }
    return found;
  } catch (error) {
    problems.push(unreadable(path, error));
    return [];
  }
}

function filesBelow(folder: string): readonly string[] {
  const inside = readdirSync(folder, { withFileTypes: true }).sort((left, right) => (left.name < right.name ? -1 : 1));
  return inside.flatMap((entry) => {
    const path = join(folder, entry.name);
    // kubectl applies `.web.yaml` too; folders such as .git hold no manifests.
    if (entry.isDirectory()) return entry.name.startsWith(".") || entry.name === "node_modules" ? [] : filesBelow(path);
    return MANIFEST.test(entry.name) ? [path] : [];
  });
}

function unreadable(path: string, error: unknown): Problem {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const given = code === "ENOENT" ? "no such file or folder" : `cannot be read (${code})`;
  return { path, given, allowed: "a readable file or folder, or - for standard input, is allowed", change: "correct the path" };
}

function readFile(path: string): Source | Problem {
  try {
    return statSync(path).size > LARGEST_BYTES ? tooLarge(path) : decode(path, readFileSync(path));
  } catch (error) {
    return unreadable(path, error);
  }
}

async function readStdin(chunks: AsyncIterable<Uint8Array>): Promise<Source | Problem> {
  const read: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > LARGEST_BYTES) return tooLarge(STDIN);
    read.push(chunk);
  }
  return decode(STDIN, Buffer.concat(read));
}

function tooLarge(path: string): Problem {
  return { path, given: "larger than 50 MB", allowed: "50 MB a file are allowed", change: "split it into several files" };
}

function decode(name: string, bytes: Uint8Array): Source | Problem {
  try {
    return { name, text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    return { path: name, given: "not UTF-8 text", allowed: "UTF-8 is allowed", change: "convert the file to UTF-8" };
  }
}
