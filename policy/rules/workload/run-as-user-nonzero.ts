import { FROM_STAGING } from "../../lib/levels.ts";
import { isAbsent, number } from "../../lib/plain.ts";
import { eachPod, hasPods, judgeWhereSet, unlessUserNamespace, BYPASS } from "../../lib/podSecurity.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import type { Plain } from "../../lib/verdict.ts";

const FIELD = { steps: ["runAsUser"], allows: isNotRoot, allowed: "a user ID above 0, or not set" };

export const runAsUserNonzero: ResourceRule = {
  name: "run-as-user-nonzero",
  title: "No user ID is set to root",
  description: `runAsUser must not be 0, on the pod or on any container. A pod with its own user namespace (hostUsers: false) is exempt, as in Kubernetes v1.35 and later. Not set is allowed: run-as-non-root covers the image's own user. ${BYPASS}`,
  severity: "high",
  level: FROM_STAGING,
  controls: [
    "P-45",
    "P-52",
    "S-65",
    "G-16",
    "CIS-K8S 5.2.7",
    "NSA-CISA non-root containers",
    "PCI-DSS 2.2.1",
    "SOC2 CC6.1",
    "ISO27001 A.8.2",
  ],
  remediation: "Set runAsUser to an ID above 0 that owns what the image needs, for example 65532.",
  podSecurity: "restricted",
  scope: "resource",
  appliesTo: hasPods,
  check: eachPod((pod) => unlessUserNamespace(pod, judgeWhereSet(pod, FIELD))),
};

function isNotRoot(value: Plain): boolean {
  return isAbsent(value) || (number(value) ?? 0) > 0;
}
