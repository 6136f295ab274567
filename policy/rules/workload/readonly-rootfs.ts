import { FROM_STAGING } from "../../lib/levels.ts";
import { eachPod, hasPods, unlessWindows, BYPASS } from "../../lib/podSecurity.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below, mustBe, isTrue } from "../../lib/subject.ts";

export const readonlyRootfs: ResourceRule = {
  name: "readonly-rootfs",
  title: "Containers cannot write to their own image",
  description: `readOnlyRootFilesystem must be true in every container (Windows pods excepted): an intruder cannot change the program or drop a tool beside it. Writable volumes still take files, so mount them noexec where the node allows. ${BYPASS}`,
  severity: "medium",
  level: FROM_STAGING,
  controls: [
    "P-46",
    "S-48",
    "S-67",
    "G-15",
    "G-17",
    "G-21",
    "CIS-K8S 5.7.3",
    "NSA-CISA immutable container file systems",
    "PCI-DSS 2.2.1",
    "SOC2 CC6.8",
    "ISO27001 A.8.9",
  ],
  remediation: "Set readOnlyRootFilesystem: true and mount a sized emptyDir at every path the program writes, for example /tmp.",
  scope: "resource",
  appliesTo: hasPods,
  check: eachPod((pod) =>
    unlessWindows(
      pod,
      pod.containers.flatMap((container) =>
        mustBe(below(container, "securityContext", "readOnlyRootFilesystem"), isTrue, "true"),
      ),
    ),
  ),
};
