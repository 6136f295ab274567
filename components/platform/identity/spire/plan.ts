import type { DomainPlan, PlanContext } from "../../context.ts";
import { spireContext } from "./context.ts";
import { spireFlows } from "./flows.ts";
import { keyEdges } from "./keyService.ts";
import { AGENT_NAMESPACE, SERVER_NAMESPACE } from "./layout.ts";
import { spireProblems } from "./validate.ts";
import { spireWorkloads } from "./workloads.ts";

const NAMESPACES: DomainPlan["namespaces"] = [
  { name: SERVER_NAMESPACE, purpose: "SPIRE server: issues workload identities.", podSecurity: { level: "restricted" } },
  {
    name: AGENT_NAMESPACE,
    purpose: "SPIRE agent and SPIFFE CSI driver: workload identities on every node.",
    podSecurity: {
      level: "privileged",
      reason: "The agent reads the processes of its node and the CSI driver mounts into other pods; both need the node's paths.",
      reference: "ADR 0007",
    },
  },
];

/** Everything SPIRE contributes to the plan. */
export function spirePlan(planContext: PlanContext): DomainPlan {
  const context = spireContext(planContext);
  return {
    namespaces: NAMESPACES,
    workloads: spireWorkloads(context),
    flows: spireFlows(context),
    cloudEdges: keyEdges(context),
    problems: spireProblems(context),
  };
}
