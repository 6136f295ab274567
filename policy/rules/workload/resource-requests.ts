import { FROM_STAGING } from "../../lib/levels.ts";
import { judgeAmount } from "../../lib/podResources.ts";
import { eachPod, hasPods, BYPASS } from "../../lib/podSecurity.ts";
import type { ResourceRule } from "../../lib/rule.ts";

const RESOURCES = ["cpu", "memory"] as const;

export const resourceRequests: ResourceRule = {
  name: "resource-requests",
  title: "Containers request CPU and memory",
  description: `resources.requests of cpu and memory must be above zero in every container, or on the pod; a limit alone counts, because it is then the request too. Without requests the scheduler packs nodes blindly and the pod is the first to be evicted. ${BYPASS}`,
  severity: "low",
  level: FROM_STAGING,
  controls: ["S-70", "NSA-CISA resource policies", "SOC2 A1.1", "ISO27001 A.8.6"],
  remediation: "Set resources.requests.cpu and resources.requests.memory to what the container uses at rest.",
  scope: "resource",
  appliesTo: hasPods,
  check: eachPod((pod) => RESOURCES.flatMap((resource) => judgeAmount(pod, { resource, keys: ["requests", "limits"] }))),
};
