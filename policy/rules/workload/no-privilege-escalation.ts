import { FROM_STAGING } from "../../lib/levels.ts";
import { eachPod, hasPods, unlessWindows, BYPASS } from "../../lib/podSecurity.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below, mustBe } from "../../lib/subject.ts";

export const noPrivilegeEscalation: ResourceRule = {
  name: "no-privilege-escalation",
  title: "No process gains privileges its parent did not have",
  description: `securityContext.allowPrivilegeEscalation must be false in every container (Windows pods excepted). Without it set-user-ID programs and file capabilities work inside the container. ${BYPASS}`,
  severity: "high",
  level: FROM_STAGING,
  controls: [
    "P-52",
    "S-47",
    "S-66",
    "G-17",
    "G-19",
    "CIS-K8S 5.2.6",
    "NSA-CISA pod security",
    "PCI-DSS 2.2.1",
    "SOC2 CC6.1",
    "ISO27001 A.8.2",
  ],
  remediation: "Set allowPrivilegeEscalation: false in every container, init and ephemeral ones too.",
  podSecurity: "restricted",
  scope: "resource",
  appliesTo: hasPods,
  check: eachPod((pod) =>
    unlessWindows(
      pod,
      pod.containers.flatMap((container) =>
        mustBe(below(container, "securityContext", "allowPrivilegeEscalation"), (value) => value === false, "false"),
      ),
    ),
  ),
};
