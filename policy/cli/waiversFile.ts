import { existsSync, readFileSync } from "node:fs";
import { isSeq, parseDocument, type Document } from "yaml";
import { writeAtomically } from "../lib/atomicWrite.ts";
import { InputError } from "../lib/problem.ts";
import type { Waiver } from "../lib/waivers.ts";
import { readWaivers } from "./settings.ts";

/** A waivers file, open for a change that keeps the comments of its authors. */
export interface WaiversFile {
  readonly path: string;
  readonly waivers: readonly Waiver[];
  readonly document: Document;
}

/** No reformatting: long reasons stay on one line, `[prod]` gets no spaces. */
const AS_WRITTEN = { lineWidth: 0, flowCollectionPadding: false } as const;

/** Opens and validates the file; one that does not exist yet is empty. */
export async function openWaivers(path: string): Promise<WaiversFile> {
  if (!existsSync(path)) return { path, waivers: [], document: parseDocument("waivers: []\n") };
  const waivers = await readWaivers(path);
  return { path, waivers, document: parseDocument(readFileSync(path, "utf8")) };
}

/** The text of the file with one waiver more. */
export function withWaiver({ document }: WaiversFile, waiver: Waiver): string {
  const changed = document.clone() as Document;
  const list = changed.get("waivers");
  // An empty list is written `[]`; the first entry makes it a block.
  if (isSeq(list)) list.flow = false;
  changed.addIn(["waivers"], changed.createNode(waiver));
  return changed.toString(AS_WRITTEN);
}

/** The text of the file without the waivers at these positions. */
export function withoutWaivers({ document }: WaiversFile, positions: readonly number[]): string {
  const changed = document.clone() as Document;
  for (const position of positions.toReversed()) changed.deleteIn(["waivers", position]);
  return changed.toString(AS_WRITTEN);
}

export function saveWaivers(path: string, text: string): void {
  try {
    writeAtomically(path, text);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
    throw new InputError([
      {
        path,
        given: `cannot be written (${code})`,
        allowed: "a writable file is allowed",
        change: "correct the path or its permissions",
      },
    ]);
  }
}
