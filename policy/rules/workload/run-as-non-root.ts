import { FROM_STAGING } from "../../lib/levels.ts";
import { eachPod, hasPods, judgeInherited, unlessUserNamespace, BYPASS } from "../../lib/podSecurity.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { isTrue } from "../../lib/subject.ts";

const FIELD = { steps: ["runAsNonRoot"], allows: isTrue, allowed: "true" };

export const runAsNonRoot: ResourceRule = {
  name: "run-as-non-root",
  title: "Containers must run as a user other than root",
  description: `runAsNonRoot must be true on the pod, or on every container, and nowhere false. The kubelet then refuses to start an image whose user is root. A pod with its own user namespace (hostUsers: false) is exempt, as in Kubernetes v1.35 and later. ${BYPASS}`,
  severity: "high",
  level: FROM_STAGING,
  controls: [
    "P-45",
    "P-52",
    "S-46",
    "S-65",
    "G-16",
    "G-18",
    "CIS-K8S 5.2.7",
    "NSA-CISA non-root containers",
    "PCI-DSS 2.2.1",
    "SOC2 CC6.1",
    "ISO27001 A.8.2",
  ],
  remediation: "Set runAsNonRoot: true in the pod's securityContext, with a runAsUser the image supports.",
  podSecurity: "restricted",
  scope: "resource",
  appliesTo: hasPods,
  check: eachPod((pod) => unlessUserNamespace(pod, judgeInherited(pod, FIELD))),
};
