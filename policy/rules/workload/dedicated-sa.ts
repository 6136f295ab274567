import { FROM_STAGING } from "../../lib/levels.ts";
import { text } from "../../lib/plain.ts";
import { eachPod, hasPods, BYPASS } from "../../lib/podSecurity.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below, mustBe } from "../../lib/subject.ts";

export const dedicatedSa: ResourceRule = {
  name: "dedicated-sa",
  title: "Pods run under a ServiceAccount of their own",
  description: `serviceAccountName must name a ServiceAccount other than default: whatever is granted to the namespace's default account is granted to every pod that does not choose. Two workloads that share an account are not seen here. ${BYPASS}`,
  severity: "medium",
  level: FROM_STAGING,
  controls: [
    "S-50",
    "S-78",
    "G-05",
    "CIS-K8S 5.1.5",
    "NSA-CISA authentication and authorization",
    "PCI-DSS 7.2.2",
    "SOC2 CC6.3",
    "ISO27001 A.5.15",
  ],
  remediation: "Create a ServiceAccount for the workload and name it in serviceAccountName.",
  scope: "resource",
  appliesTo: hasPods,
  check: eachPod((pod) =>
    mustBe(
      below(pod, "serviceAccountName"),
      (name) => !["", "default"].includes(text(name) ?? ""),
      "a ServiceAccount of its own",
    ),
  ),
};
