import { FROM_STAGING } from "../../lib/levels.ts";
import { judgeAmount } from "../../lib/podResources.ts";
import { eachPod, hasPods, BYPASS } from "../../lib/podSecurity.ts";
import type { ResourceRule } from "../../lib/rule.ts";

export const resourceLimitsMemory: ResourceRule = {
  name: "resource-limits-memory",
  title: "Containers have a memory limit",
  description: `resources.limits.memory must be a quantity above zero, and no more than a machine has, in every container, or on the pod. Without it one leak evicts the neighbours. A namespace's LimitRange sets it at admission too, which this rule does not count: a manifest should say what it needs. ${BYPASS}`,
  severity: "medium",
  level: FROM_STAGING,
  controls: ["S-49", "S-70", "NSA-CISA resource policies", "PCI-DSS 2.2.1", "SOC2 A1.1", "ISO27001 A.8.6"],
  remediation: "Set resources.limits.memory, for most programs equal to the request.",
  scope: "resource",
  appliesTo: hasPods,
  check: eachPod((pod) => judgeAmount(pod, { resource: "memory", keys: ["limits"] })),
};
