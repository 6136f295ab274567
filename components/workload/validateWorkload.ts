import type { Problem } from "../shared/problem.ts";
import { hardeningProblems, type WorkloadRules } from "./validateHardening.ts";
import { structureProblems } from "./validateStructure.ts";
import type { WorkloadSpec } from "./spec.ts";

export type { WorkloadRules };

/** Everything wrong with a workload: what the API server or the kubelet would refuse, and what the hardening forbids. */
export function validateWorkload(workload: WorkloadSpec, rules: WorkloadRules): Problem[] {
  return [...structureProblems(workload), ...hardeningProblems(workload, rules)];
}
