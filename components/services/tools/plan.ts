import type { DomainPlan, PlanContext } from "../../platform/context.ts";
import type { Problem } from "../../shared/problem.ts";
import { TOOLS_NAMESPACE } from "./contract.ts";
import { toolFlows } from "./flows.ts";
import { toolWorkloads } from "./workloads.ts";

/** The tools' part of the plan. */
export function toolsPlan(context: PlanContext): DomainPlan {
  return {
    namespaces: [
      {
        name: TOOLS_NAMESPACE,
        purpose: "MCP tool servers, reached through the gateway only.",
        podSecurity: { level: "restricted" },
      },
    ],
    workloads: toolWorkloads(context),
    flows: toolFlows(context),
    problems: [...replicaProblems(context), ...bucketProblems(context)],
  };
}

function replicaProblems({ config, controls }: PlanContext): readonly Problem[] {
  const { replicas } = config.tools.s3;
  if (replicas >= controls.minReplicas) return [];
  return [
    {
      path: "palisade:tools.s3.replicas",
      given: `was ${replicas}`,
      allowed: `profile ${controls.profile} needs at least ${controls.minReplicas}`,
      change: `raise it to ${controls.minReplicas}`,
    },
  ];
}

/** The server reads `bucket:prefix` pairs separated by commas; a comma or a blank would quietly allow something else. */
function bucketProblems({ config }: PlanContext): readonly Problem[] {
  return config.tools.s3.allowedBuckets
    .filter((bucket) => !/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](:[^,\s]+)?$/.test(bucket))
    .map((bucket) => ({
      path: "palisade:tools.s3.allowedBuckets",
      given: `was "${bucket}"`,
      allowed: "a bucket name, or bucket:prefix without commas and blanks",
      change: "write one bucket, with its prefix if it has one, per entry",
    }));
}
