import type { DomainPlan, PlanContext } from "../../platform/context.ts";
import { DATA_NAMESPACE } from "./contract.ts";
import { dataWorkloads } from "./workloads.ts";

/** The state store's part of the plan. It calls nobody; every edge to it is declared by the caller. */
export function dataPlan(context: PlanContext): DomainPlan {
  return {
    namespaces: [
      {
        name: DATA_NAMESPACE,
        purpose: "Sessions, rate limits and approvals of the gateway.",
        podSecurity: { level: "restricted" },
      },
    ],
    workloads: dataWorkloads(context),
    flows: [],
    problems: [],
  };
}
