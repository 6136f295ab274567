import { z } from "zod";
import { LEVELS } from "../lib/packConfig.ts";
import { waiverSchema } from "../lib/waivers.ts";

/** Raised when a reader of `rules --json` has to change. */
export const RULES_VERSION = 1;

/** Raised when a reader of `waivers list|add|prune --json` has to change. */
export const WAIVERS_VERSION = 1;

const level = z.enum(LEVELS);

const rules = z
  .strictObject({
    version: z.literal(RULES_VERSION),
    rules: z.array(
      z.strictObject({
        name: z.string(),
        title: z.string(),
        description: z.string(),
        severity: z.enum(["low", "medium", "high", "critical"]),
        level: z.strictObject({ local: level, dev: level, staging: level, prod: level }),
        controls: z.array(z.string()).meta({ description: "Ids of the requirements and of the standards it serves." }),
        remediation: z.string(),
        podSecurity: z.enum(["baseline", "restricted"]).optional(),
        params: z
          .record(z.string(), z.strictObject({ type: z.string(), description: z.string(), default: z.json() }))
          .optional()
          .meta({ description: "Parameters by name, with the type and the default of each." }),
      }),
    ),
  })
  .meta({ title: "palisade rules --json" });

const waivers = z
  .strictObject({
    version: z.literal(WAIVERS_VERSION),
    file: z.string(),
    waivers: z.array(
      waiverSchema.extend({
        expired: z.boolean(),
        daysLeft: z.int().meta({ description: "Negative once it has expired." }),
      }),
    ),
  })
  .meta({ title: "palisade waivers list --json" });

const changed = z.array(waiverSchema).optional();

const waiversChange = z
  .strictObject({
    version: z.literal(WAIVERS_VERSION),
    added: changed,
    removed: changed,
    written: z.boolean().meta({ description: "False without --write, and when there was nothing to write." }),
  })
  .meta({ title: "palisade waivers add --json, waivers prune --json" });

const SCHEMAS = { rules, waivers, "waivers-change": waiversChange } as const;

/** Committed JSON Schemas of what these commands print: path -> schema. Those of reports are beside the reports. */
export function cliSchemas(): Readonly<Record<string, object>> {
  return Object.fromEntries(
    Object.entries(SCHEMAS).map(([name, schema]) => [
      `policy/${name}.schema.json`,
      z.toJSONSchema(schema, { target: "draft-2020-12" }),
    ]),
  );
}
