import { FROM_STAGING } from "../../lib/levels.ts";
import { eachPod, hasPods, judgeInherited, unlessWindows, BYPASS } from "../../lib/podSecurity.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import type { Plain } from "../../lib/verdict.ts";

const FIELD = {
  steps: ["seccompProfile", "type"],
  allows: (type: Plain): boolean => type === "RuntimeDefault" || type === "Localhost",
  allowed: "RuntimeDefault or Localhost",
};

export const seccompRuntimeDefault: ResourceRule = {
  name: "seccomp-runtime-default",
  title: "Every container has a seccomp filter",
  description: `seccompProfile.type must be RuntimeDefault or Localhost, on the pod or on every container (Windows pods excepted). Without it the whole system call surface of the kernel is open. ${BYPASS}`,
  severity: "high",
  level: FROM_STAGING,
  controls: [
    "P-48",
    "P-52",
    "S-69",
    "G-27",
    "CIS-K8S 5.7.2",
    "NSA-CISA pod security",
    "PCI-DSS 2.2.1",
    "SOC2 CC6.1",
    "ISO27001 A.8.9",
  ],
  remediation: "Set seccompProfile.type: RuntimeDefault in the pod's securityContext.",
  podSecurity: "restricted",
  scope: "resource",
  appliesTo: hasPods,
  check: eachPod((pod) => unlessWindows(pod, judgeInherited(pod, FIELD))),
};
