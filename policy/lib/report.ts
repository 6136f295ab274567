import { z } from "zod";
import type { Judged } from "./evaluate.ts";
import type { RuleResult, Verdict } from "./verdict.ts";

/** Raised when a reader of the report has to change. */
export const REPORT_VERSION = 1;

const count = z.int().min(0);

const countsSchema = z
  .strictObject({ pass: count, fail: count, unknown: count, waived: count, notApplicable: count })
  .meta({ id: "Counts", description: "How many subjects passed and did not concern the rule, and how many findings there are." });

const resultSchema = z
  .strictObject({
    rule: z.string(),
    verdict: z.enum(["pass", "fail", "unknown", "waived", "not-applicable"]),
    severity: z.enum(["low", "medium", "high", "critical"]),
    level: z.enum(["mandatory", "advisory", "disabled"]).meta({ description: "A mandatory finding stops a deployment." }),
    resource: z.strictObject({
      id: z.string().meta({ description: "URN, or `file#index` for YAML." }),
      type: z.string(),
      apiVersion: z.string().optional(),
      kind: z.string().optional(),
      namespace: z.string().optional(),
      name: z.string(),
    }),
    container: z.string().optional(),
    path: z.string().optional().meta({ description: "Path of the field, for example `spec.template.spec.containers[0].image`." }),
    message: z.string(),
    file: z.string().optional(),
    line: z.int().min(1).optional(),
    waiver: z
      .strictObject({ ticket: z.string(), expires: z.string(), kind: z.enum(["risk-accepted", "not-built-yet"]).optional() })
      .optional(),
  })
  .meta({ id: "Result" });

export const reportSchema = z
  .strictObject({
    version: z.literal(REPORT_VERSION),
    profile: z.string(),
    results: z.array(resultSchema).meta({ description: "Findings and waived findings; passes only when asked for." }),
    summary: z.strictObject({ total: countsSchema, rules: z.record(z.string(), countsSchema) }),
  })
  .meta({ title: "Palisade policy report" });

export interface Counts {
  readonly pass: number;
  readonly fail: number;
  readonly unknown: number;
  readonly waived: number;
  readonly notApplicable: number;
}

export interface Summary {
  readonly total: Counts;
  /** By name of the rule, in the order of the names. */
  readonly rules: Readonly<Record<string, Counts>>;
}

export interface Report {
  readonly version: typeof REPORT_VERSION;
  readonly profile: string;
  readonly results: readonly RuleResult[];
  readonly summary: Summary;
}

/** The report of a run. Passes are always counted; their rows are kept only when asked for, because there are thousands. */
export function buildReport(judged: readonly Judged[], profile: string, passes = false): Report {
  const results = judged.flatMap(({ results: rows }) => (passes ? rows : rows.filter(({ verdict }) => verdict !== "pass")));
  return { version: REPORT_VERSION, profile, results, summary: summarise(judged) };
}

/** The JSON Schema of a report, as committed in `policy/report.schema.json`. */
export function reportJsonSchema(): object {
  return z.toJSONSchema(reportSchema, { target: "draft-2020-12" });
}

/** True when something stops a deployment: a failed or unknown verdict of a mandatory rule. */
export function isStopping({ verdict, level }: RuleResult): boolean {
  return level === "mandatory" && (verdict === "fail" || verdict === "unknown");
}

type Tally = { -readonly [key in keyof Counts]: number };

const KEYS: Readonly<Record<Verdict, keyof Counts>> = {
  pass: "pass",
  fail: "fail",
  unknown: "unknown",
  waived: "waived",
  "not-applicable": "notApplicable",
};

function summarise(judged: readonly Judged[]): Summary {
  const total = emptyTally();
  const rules = new Map<string, Tally>();
  for (const { rule, results } of judged) {
    let tally = rules.get(rule);
    if (tally === undefined) rules.set(rule, (tally = emptyTally()));
    for (const key of results.length === 0 ? ["notApplicable" as const] : results.map(({ verdict }) => KEYS[verdict])) {
      tally[key]++;
      total[key]++;
    }
  }
  return { total, rules: Object.fromEntries([...rules].sort(([left], [right]) => (left < right ? -1 : 1))) };
}

function emptyTally(): Tally {
  return { pass: 0, fail: 0, unknown: 0, waived: 0, notApplicable: 0 };
}
