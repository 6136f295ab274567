import { ALWAYS } from "../../lib/levels.ts";
import { eachPod, hasPods, BYPASS } from "../../lib/podSecurity.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below, mustBe, isFalseOrAbsent } from "../../lib/subject.ts";

export const noPrivileged: ResourceRule = {
  name: "no-privileged",
  title: "No container is privileged",
  description: `securityContext.privileged must be false or not set. A privileged container is root on the node: it has every capability, every device and no seccomp filter. ${BYPASS}`,
  severity: "critical",
  level: ALWAYS,
  controls: ["P-52", "S-71", "G-23", "CIS-K8S 5.2.2", "NSA-CISA pod security", "PCI-DSS 2.2.1", "SOC2 CC6.1", "ISO27001 A.8.2"],
  remediation:
    "Remove privileged and add the one capability or device that is needed. A CSI driver or node agent that must be privileged needs a waiver that names it.",
  podSecurity: "baseline",
  scope: "resource",
  appliesTo: hasPods,
  check: eachPod((pod) =>
    pod.containers.flatMap((container) =>
      mustBe(below(container, "securityContext", "privileged"), isFalseOrAbsent, "false or not set"),
    ),
  ),
};
