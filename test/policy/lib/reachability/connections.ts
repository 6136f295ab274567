import { reachabilityReport, type ReportOptions } from "../../../../policy/lib/reachability.ts";
import type { Connection } from "../../../../policy/lib/reachability/groups.ts";
import type { PolicyResource } from "../../../../policy/lib/verdict.ts";

/** The connections of a world small enough for all of them to be listed. */
export function connectionsOf(resources: readonly PolicyResource[], options: ReportOptions = {}): readonly Connection[] {
  const { connections } = reachabilityReport(resources, options);
  if (connections === undefined) throw new Error("more connections than are listed one by one");
  return connections;
}
