import { z } from "zod";
import type { RuleResult } from "./verdict.ts";

/** `*` stands for any run of characters inside one segment; these would match everything and are refused. */
const ONLY_WILDCARDS = /^[*/:]*$/;

const day = z.iso.date("a day that exists, as 'YYYY-MM-DD', is allowed");

/** A finding that is accepted for a while, by somebody, for a reason. */
export const waiverSchema = z
  .strictObject({
    rule: z.string().min(1, "the name of one rule is required").meta({ description: "Name of one rule; see `palisade rules`." }),
    resource: z
      .string()
      .min(1, "a resource pattern is required")
      .refine((pattern) => !ONLY_WILDCARDS.test(pattern), "a pattern must name something: wildcards alone are not allowed")
      .meta({
        description:
          "`<Kind>/<namespace>/<name>`, `<Kind>/<name>` without a namespace, or a URN; `*` matches inside one segment.",
      }),
    stacks: z.array(z.string().min(1)).min(1).optional().meta({ description: "Stacks it holds for; every stack when left out." }),
    kind: z
      .enum(["risk-accepted", "not-built-yet"])
      .default("risk-accepted")
      .meta({ description: "Whether the risk is accepted, or the remedy is planned and not built yet." }),
    owner: z.string().min(1, "who answers for it is required").meta({ description: "Team or person who answers for it." }),
    reason: z
      .string()
      .min(20, "a reason of at least 20 characters is required")
      .meta({ description: "Why it is acceptable for now." }),
    ticket: z.string().min(1, "a ticket is required").meta({ description: "Where the remedy is tracked." }),
    expires: day.meta({ description: "Last day on which it holds, `YYYY-MM-DD`." }),
  })
  .meta({ id: "Waiver" });

export type Waiver = z.infer<typeof waiverSchema>;

/** The file `waivers.yaml`. */
export const waiversFileSchema = z.strictObject({ waivers: z.array(waiverSchema) });

/** When and where waivers are judged. */
export interface WaiverScope {
  /** Undefined where there is no stack (plain manifests): then a waiver that names stacks does not hold. */
  readonly stack?: string | undefined;
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

export function isExpired(waiver: Waiver, today: string): boolean {
  return waiver.expires < today;
}

/** True when the waiver is meant for this stack, expired or not. */
export function holdsInStack(waiver: Waiver, stack: string | undefined): boolean {
  return waiver.stacks === undefined || (stack !== undefined && waiver.stacks.includes(stack));
}

/** True when the waiver's rule and pattern are those of the result, whatever its stacks and expiry. */
export function waiverMatches(waiver: Waiver, result: Pick<RuleResult, "rule" | "resource">): boolean {
  return waiver.rule === result.rule && patternMatches(waiver.resource, result.resource);
}

/** The names under which a waiver can point at a resource. */
export function resourceNames({ id, kind, namespace, name }: RuleResult["resource"]): readonly string[] {
  if (kind === undefined) return [id];
  return [id, namespace === undefined ? `${kind}/${name}` : `${kind}/${namespace}/${name}`];
}

export function patternMatches(pattern: string, resource: RuleResult["resource"]): boolean {
  const anchored = compile(pattern);
  return resourceNames(resource).some((name) => anchored.test(name));
}

const compiled = new Map<string, RegExp>();

function compile(pattern: string): RegExp {
  let found = compiled.get(pattern);
  if (found === undefined) {
    const escaped = pattern.split("*").map((literal) => literal.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
    found = new RegExp(`^${escaped.join("[^/:]*")}$`);
    compiled.set(pattern, found);
  }
  return found;
}

/** Turns every finding that a waiver holds for into `waived`; the finding stays in the report, with its ticket. */
export function applyWaivers(
  results: readonly RuleResult[],
  waivers: readonly Waiver[],
  { stack, today }: WaiverScope,
): readonly RuleResult[] {
  const holding = waivers.filter((waiver) => holdsInStack(waiver, stack) && !isExpired(waiver, today));
  if (holding.length === 0) return results;
  return results.map((result) => {
    if (result.verdict !== "fail" && result.verdict !== "unknown") return result;
    const waiver = holding.find((candidate) => waiverMatches(candidate, result));
    if (waiver === undefined) return result;
    return { ...result, verdict: "waived", waiver: { ticket: waiver.ticket, expires: waiver.expires, kind: waiver.kind } };
  });
}
