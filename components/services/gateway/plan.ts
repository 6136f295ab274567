import type { DomainPlan, PlanContext } from "../../platform/context.ts";
import { auditEdges } from "./auditShipping.ts";
import { verifyBundle, type Bundle } from "./bundle.ts";
import { GATEWAY_NAMESPACE } from "./contract.ts";
import { gatewayFlows } from "./flows.ts";
import { grantProblems } from "./grants.ts";
import { gatewayProblems } from "./problems.ts";
import { startupProblems } from "./startup.ts";
import { toolRegistryProblems } from "./toolRegistry.ts";
import { gatewayWorkloads } from "./workloads.ts";

/** The gateway's part of the plan, with the policy bundle that the stack points at. */
export function gatewayPlan(context: PlanContext, bundle: Bundle): DomainPlan {
  const { policyBundle } = context.config.gateway;
  const workloads = gatewayWorkloads(context, bundle);
  const incomplete = verifyBundle(bundle, policyBundle);
  return {
    namespaces: [
      {
        name: GATEWAY_NAMESPACE,
        purpose: "PRECINCT gateway and control plane: every agent request is decided here.",
        podSecurity: { level: "restricted" },
      },
    ],
    workloads,
    flows: gatewayFlows(context),
    cloudEdges: auditEdges(context),
    problems: [
      ...gatewayProblems(context),
      ...incomplete,
      ...toolRegistryProblems(bundle),
      ...grantProblems(bundle, context.config.trustDomain),
      // A missing file would show up here once more for each of its variables.
      ...(incomplete.length > 0 ? [] : workloads.flatMap(startupProblems)),
    ],
  };
}
