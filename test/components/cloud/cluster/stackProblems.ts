import { clusterProblems } from "../../../../components/cloud/cluster/index.ts";
import { parseStack } from "../../../../components/config/parse.ts";
import { describeProblem } from "../../../../components/shared/problem.ts";
import { goodStack, rawStack } from "../../../support/stacks.ts";

/** What a stack file with this cluster in this cloud is refused for: by its schema, or else by the checks of its kind. */
export function stackProblems(cluster: object, cloud: object | undefined, change: object = {}): readonly string[] {
  const values = { ...goodStack, cluster, ...(cloud === undefined ? {} : { cloud }), ...change };
  const parsed = parseStack(rawStack(values), "2026-11-21");
  const problems = parsed.ok
    ? clusterProblems(parsed.config.cluster, { cloud: parsed.config.cloud, controls: parsed.controls })
    : parsed.problems;
  return problems.map(describeProblem);
}
