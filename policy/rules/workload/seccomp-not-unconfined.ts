import { ALWAYS } from "../../lib/levels.ts";
import { eachPod, hasPods, judgeWhereSet, BYPASS } from "../../lib/podSecurity.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { absentOr } from "../../lib/subject.ts";

const FIELD = {
  steps: ["seccompProfile", "type"],
  allows: absentOr("RuntimeDefault", "Localhost"),
  allowed: "RuntimeDefault, Localhost or not set",
};

export const seccompNotUnconfined: ResourceRule = {
  name: "seccomp-not-unconfined",
  title: "System calls are never unfiltered on purpose",
  description: `seccompProfile.type must be RuntimeDefault, Localhost or not set, on the pod and on every container. Not set means unfiltered on many clusters: seccomp-runtime-default asks for more. A privileged container runs unconfined whatever it says. ${BYPASS}`,
  severity: "high",
  level: ALWAYS,
  controls: [
    "P-48",
    "P-52",
    "S-69",
    "G-23",
    "CIS-K8S 5.7.2",
    "NSA-CISA pod security",
    "PCI-DSS 2.2.1",
    "SOC2 CC6.1",
    "ISO27001 A.8.9",
  ],
  remediation: "Set seccompProfile.type to RuntimeDefault.",
  podSecurity: "baseline",
  scope: "resource",
  appliesTo: hasPods,
  check: eachPod((pod) => judgeWhereSet(pod, FIELD)),
};
