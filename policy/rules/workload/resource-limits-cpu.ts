import { FROM_STAGING } from "../../lib/levels.ts";
import { judgeAmount } from "../../lib/podResources.ts";
import { eachPod, hasPods, BYPASS } from "../../lib/podSecurity.ts";
import type { ResourceRule } from "../../lib/rule.ts";

export const resourceLimitsCpu: ResourceRule = {
  name: "resource-limits-cpu",
  title: "Containers have a CPU limit",
  description: `resources.limits.cpu must be a quantity above zero, and no more than a machine has, in every container, or on the pod. Without it one container can starve the node. A namespace's LimitRange sets it at admission too, which this rule does not count: a manifest should say what it needs. ${BYPASS}`,
  severity: "low",
  level: FROM_STAGING,
  controls: ["S-49", "S-70", "NSA-CISA resource policies", "PCI-DSS 2.2.1", "SOC2 A1.1", "ISO27001 A.8.6"],
  remediation: "Set resources.limits.cpu.",
  scope: "resource",
  appliesTo: hasPods,
  check: eachPod((pod) => judgeAmount(pod, { resource: "cpu", keys: ["limits"] })),
};
