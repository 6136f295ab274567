import { ALWAYS } from "../../lib/levels.ts";
import { hasPods, unlessUserNamespace, BYPASS } from "../../lib/podSecurity.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below, mustBe, absentOr, podsOf } from "../../lib/subject.ts";

export const procMount: ResourceRule = {
  name: "proc-mount",
  title: "Containers see the masked /proc",
  description: `procMount must be Default or not set. The unmasked /proc shows kernel interfaces the runtime hides. The restricted reading holds, without exception; with the parameter unmaskedInUserNamespace (set by --profile pss-baseline) a pod with its own user namespace (hostUsers: false) may unmask, as baseline allows since Kubernetes v1.35. ${BYPASS}`,
  severity: "high",
  level: ALWAYS,
  controls: ["P-52", "G-23", "NSA-CISA pod security", "PCI-DSS 2.2.1", "SOC2 CC6.1", "ISO27001 A.8.9"],
  remediation: "Remove procMount, or set it to Default.",
  podSecurity: "baseline",
  scope: "resource",
  params: {
    unmaskedInUserNamespace: {
      type: "boolean",
      description: "Allow any procMount in pods with hostUsers: false.",
      default: false,
    },
  },
  appliesTo: hasPods,
  check: (resource, { params }) =>
    podsOf(resource).flatMap((pod) => {
      const findings = pod.containers.flatMap((container) =>
        mustBe(below(container, "securityContext", "procMount"), absentOr("Default"), "Default or not set"),
      );
      return params["unmaskedInUserNamespace"] === true ? unlessUserNamespace(pod, findings) : findings;
    }),
};
