import { FROM_STAGING } from "../../lib/levels.ts";
import { judgeAmount } from "../../lib/podResources.ts";
import { eachPod, hasPods, BYPASS } from "../../lib/podSecurity.ts";
import type { ResourceRule } from "../../lib/rule.ts";

const LIMITED = ["cpu", "memory"] as const;

export const resourceLimits: ResourceRule = {
  name: "resource-limits",
  title: "Containers have limits for CPU and memory",
  description: `resources.limits must state cpu and memory above zero, and no more than a machine has, in every container, or on the pod: the two demands of resource-limits-cpu and resource-limits-memory under one name, for whoever counts them as one. ${BYPASS}`,
  severity: "medium",
  level: FROM_STAGING,
  controls: ["S-49", "S-70", "NSA-CISA resource policies", "PCI-DSS 2.2.1", "SOC2 A1.1", "ISO27001 A.8.6"],
  remediation: "Set resources.limits.cpu and resources.limits.memory.",
  scope: "resource",
  appliesTo: hasPods,
  check: eachPod((pod) => LIMITED.flatMap((resource) => judgeAmount(pod, { resource, keys: ["limits"] }))),
};
