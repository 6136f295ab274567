import { FROM_STAGING } from "../../lib/levels.ts";
import { eachPod, hasPods, BYPASS } from "../../lib/podSecurity.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below, isFalseOrAbsent, mustBe } from "../../lib/subject.ts";

export const shareProcessNamespace: ResourceRule = {
  name: "share-process-namespace",
  title: "Containers of a pod do not see each other's processes",
  description: `shareProcessNamespace must be false or not set: with it every container of the pod reads the others' variables and files through /proc, secrets mounted into one of them included, and may signal their processes. ${BYPASS}`,
  severity: "medium",
  level: FROM_STAGING,
  controls: ["P-55", "NSA-CISA pod security", "PCI-DSS 2.2.1", "SOC2 CC6.1", "ISO27001 A.8.22"],
  remediation: "Remove shareProcessNamespace; debug with an ephemeral container that targets one container.",
  scope: "resource",
  appliesTo: hasPods,
  check: eachPod((pod) => mustBe(below(pod, "shareProcessNamespace"), isFalseOrAbsent, "false or not set")),
};
