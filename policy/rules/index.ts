import type { Rule } from "../lib/rule.ts";
import { governanceRules } from "./governance/index.ts";
import { workloadRules } from "./workload/index.ts";

/** Every rule of the pack: each folder lists its own. */
export const RULES: readonly Rule[] = [...workloadRules, ...governanceRules];
