import type { DomainPlan, PlanContext } from "../../platform/context.ts";
import { collectorWorkload } from "./collector.ts";
import { OBSERVABILITY_NAMESPACE } from "./contract.ts";
import { observabilityFlows } from "./flows.ts";
import { phoenixWorkload } from "./phoenix.ts";

/** The telemetry's part of the plan. */
export function observabilityPlan(context: PlanContext): DomainPlan {
  return {
    namespaces: [
      {
        name: OBSERVABILITY_NAMESPACE,
        purpose: "Traces and metrics of every agent request, redacted.",
        podSecurity: { level: "restricted" },
      },
    ],
    workloads: [phoenixWorkload(context), collectorWorkload(context)],
    flows: observabilityFlows(context),
    problems: [],
  };
}
