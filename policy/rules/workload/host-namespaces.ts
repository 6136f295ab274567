import { ALWAYS } from "../../lib/levels.ts";
import { eachPod, hasPods, BYPASS } from "../../lib/podSecurity.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below, mustBe, isFalseOrAbsent } from "../../lib/subject.ts";

const FIELDS = ["hostNetwork", "hostPID", "hostIPC"];

export const hostNamespaces: ResourceRule = {
  name: "host-namespaces",
  title: "Pods stay out of the node's network, process and IPC namespaces",
  description: `hostNetwork, hostPID and hostIPC must be false or not set. A pod in a host namespace sees other pods' traffic or processes, and NetworkPolicies do not apply to it. ${BYPASS}`,
  severity: "critical",
  level: ALWAYS,
  controls: [
    "P-52",
    "P-55",
    "G-23",
    "CIS-K8S 5.2.3",
    "CIS-K8S 5.2.4",
    "CIS-K8S 5.2.5",
    "NSA-CISA pod security",
    "PCI-DSS 2.2.1",
    "SOC2 CC6.1",
    "ISO27001 A.8.22",
  ],
  remediation:
    "Remove hostNetwork, hostPID and hostIPC. Reach node data through an API or a CSI driver instead; if a platform agent needs one, give it a waiver.",
  podSecurity: "baseline",
  scope: "resource",
  appliesTo: hasPods,
  check: eachPod((pod) => FIELDS.flatMap((field) => mustBe(below(pod, field), isFalseOrAbsent, "false or not set"))),
};
