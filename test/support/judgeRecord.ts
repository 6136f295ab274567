import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { buildReport, type Report } from "../../policy/lib/report.ts";
import { Session } from "../../policy/lib/session.ts";
import { RULES } from "../../policy/rules/index.ts";
import type { PreviewRecord } from "../../tools/engine/record.ts";
import { policyResources, stackResources } from "../../tools/preview/policyResources.ts";

/** The day on which the shipped waivers were last reviewed: tests judge as of it, so that they do not expire with them. */
export const REVIEWED = "2026-11-21";

/** What the pack says of a recorded preview with the project's waivers, in process and as of a fixed day. */
export function judgeRecord(record: PreviewRecord, profile: string): Report {
  const { waivers } = parse(readFileSync("waivers.yaml", "utf8")) as { waivers: unknown };
  const config = { profile, waivers };
  const session = new Session(RULES, REVIEWED);
  for (const resource of policyResources(record)) session.judgeResource(resource, config);
  const { judged } = session.judgeStack(stackResources(record), config);
  return buildReport(judged, profile);
}
