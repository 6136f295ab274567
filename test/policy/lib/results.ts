import type { RuleResult } from "../../../policy/lib/verdict.ts";

/** A failed row about a Deployment of a program, with changes. */
export function exampleResult(changes: Partial<RuleResult>): RuleResult {
  return {
    rule: "probes",
    verdict: "fail",
    severity: "medium",
    level: "mandatory",
    resource: {
      id: "urn:web",
      type: "kubernetes:apps/v1:Deployment",
      apiVersion: "apps/v1",
      kind: "Deployment",
      namespace: "shop",
      name: "web",
    },
    message: "Deployment shop/web has no probe",
    ...changes,
  };
}
