import { FROM_STAGING } from "../../lib/levels.ts";
import { judgeAmount } from "../../lib/podResources.ts";
import { eachPod, hasPods, BYPASS } from "../../lib/podSecurity.ts";
import type { ResourceRule } from "../../lib/rule.ts";

export const resourceLimitsEphemeral: ResourceRule = {
  name: "resource-limits-ephemeral",
  title: "Containers have a limit on local storage",
  description: `resources.limits.ephemeral-storage must be a quantity above zero, and no more than a machine has, in every container. Logs and writable layers otherwise fill the node's disk and evict every pod on it. A namespace's LimitRange sets it at admission too, which this rule does not count: a manifest should say what it needs. ${BYPASS}`,
  severity: "low",
  level: FROM_STAGING,
  controls: ["S-70", "NSA-CISA resource policies", "PCI-DSS 2.2.1", "SOC2 A1.1", "ISO27001 A.8.6"],
  remediation: "Set resources.limits.ephemeral-storage.",
  scope: "resource",
  appliesTo: hasPods,
  check: eachPod((pod) => judgeAmount(pod, { resource: "ephemeral-storage", keys: ["limits"] })),
};
