import type { Report } from "../../policy/lib/report.ts";
import type { RuleResult } from "../../policy/lib/verdict.ts";
import type { Redact } from "../engine/redact.ts";

/**
 * A report without the secrets of a run: packs see values as they are and quote them, and a program may name a resource after
 * one. Every text that a program can write is cleaned; words of the pack itself are left as they are.
 */
export function redactReport(report: Report, redact: Redact): Report {
  return { ...report, results: report.results.map((result) => redactResult(result, redact)) };
}

function redactResult(result: RuleResult, redact: Redact): RuleResult {
  const { resource, container, path, file } = result;
  return {
    ...result,
    resource: {
      ...resource,
      id: redact(resource.id),
      name: redact(resource.name),
      ...(resource.namespace === undefined ? {} : { namespace: redact(resource.namespace) }),
    },
    message: redact(result.message),
    ...(container === undefined ? {} : { container: redact(container) }),
    ...(path === undefined ? {} : { path: redact(path) }),
    ...(file === undefined ? {} : { file: redact(file) }),
  };
}
