import { ALWAYS } from "../../lib/levels.ts";
import { eachPod, hasPods, judgeWhereSet, BYPASS } from "../../lib/podSecurity.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { isFalseOrAbsent } from "../../lib/subject.ts";

const FIELD = { steps: ["windowsOptions", "hostProcess"], allows: isFalseOrAbsent, allowed: "false or not set" };

export const windowsHostProcess: ResourceRule = {
  name: "windows-host-process",
  title: "Windows pods do not run as host processes",
  description: `securityContext.windowsOptions.hostProcess must be false or not set, on the pod and on every container: a HostProcess container runs directly on the Windows node. ${BYPASS}`,
  severity: "critical",
  level: ALWAYS,
  controls: ["P-52", "G-23", "CIS-K8S 5.2.11", "NSA-CISA pod security", "PCI-DSS 2.2.1", "SOC2 CC6.1", "ISO27001 A.8.2"],
  remediation: "Remove hostProcess.",
  podSecurity: "baseline",
  scope: "resource",
  appliesTo: hasPods,
  check: eachPod((pod) => judgeWhereSet(pod, FIELD)),
};
