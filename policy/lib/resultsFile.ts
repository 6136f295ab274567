import { writeAtomically } from "./atomicWrite.ts";
import { buildReport } from "./report.ts";
import type { StackVerdict } from "./session.ts";

/**
 * Writes the whole report to the file named by PALISADE_RESULTS, when it is set: violations over the engine carry no passes and
 * no counts. PALISADE_PASSES=1 keeps the rows of passes.
 */
export function writeReport({ judged, config }: StackVerdict, environment: NodeJS.ProcessEnv = process.env): void {
  const path = environment["PALISADE_RESULTS"];
  if (path === undefined || path === "") return;
  writeAtomically(
    path,
    `${JSON.stringify(buildReport(judged, config.profile, environment["PALISADE_PASSES"] === "1"), null, 2)}\n`,
  );
}
