import type { PreviewRecord, Recorded } from "../../tools/engine/record.ts";
import { recorded, recordWith } from "./engine/resources.ts";

/** A record that holds resources of these types and inputs, and nothing else. */
export function recordOf(
  resources: readonly (readonly [type: string, inputs: Readonly<Record<string, Recorded>>])[],
): PreviewRecord {
  return recordWith(resources.map(([type, inputs], index) => recorded(type, String(index), inputs)));
}
