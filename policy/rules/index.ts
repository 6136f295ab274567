import type { Rule } from "../lib/rule.ts";
import { workloadRules } from "./workload/index.ts";

/** Every rule of the pack. */
export const RULES: readonly Rule[] = [...workloadRules];
