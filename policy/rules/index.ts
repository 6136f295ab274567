import type { Rule } from "../lib/rule.ts";
import { admissionRules } from "./admission/index.ts";
import { auditRules } from "./audit/index.ts";
import { cloudRules } from "./cloud/index.ts";
import { governanceRules } from "./governance/index.ts";
import { identityRules } from "./identity/index.ts";
import { networkRules } from "./network/index.ts";
import { secretsRules } from "./secrets/index.ts";
import { workloadRules } from "./workload/index.ts";

/** Every rule of the pack: each folder lists its own. */
export const RULES: readonly Rule[] = [
  ...workloadRules,
  ...networkRules,
  ...identityRules,
  ...secretsRules,
  ...admissionRules,
  ...cloudRules,
  ...auditRules,
  ...governanceRules,
];
