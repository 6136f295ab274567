import { TOKEN_CONTROLS } from "../../lib/controls.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { eachPod, hasPods, BYPASS } from "../../lib/podSecurity.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below, mustBe } from "../../lib/subject.ts";

export const automountToken: ResourceRule = {
  name: "automount-token",
  title: "Pods get no token for the Kubernetes API by default",
  description: `automountServiceAccountToken must be false in the pod spec: the automatic token reaches every container and lets whoever reads it act as the ServiceAccount. A pod that needs the API mounts a projected serviceAccountToken volume into the one container that does. ${BYPASS}`,
  severity: "medium",
  level: FROM_STAGING,
  controls: [...TOKEN_CONTROLS, "PCI-DSS 7.2.2", "ISO27001 A.5.15"],
  remediation: "Set automountServiceAccountToken: false; where the API is needed mount a projected token with an expiry.",
  scope: "resource",
  appliesTo: hasPods,
  check: eachPod((pod) => mustBe(below(pod, "automountServiceAccountToken"), (value) => value === false, "false")),
};
