import { ALWAYS } from "../../lib/levels.ts";
import { text } from "../../lib/plain.ts";
import { eachPod, hasPods, BYPASS } from "../../lib/podSecurity.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { each, mustBe } from "../../lib/subject.ts";

const DEFAULTS =
  "AUDIT_WRITE CHOWN DAC_OVERRIDE FOWNER FSETID KILL MKNOD NET_BIND_SERVICE SETFCAP SETGID SETPCAP SETUID SYS_CHROOT".split(" ");

export const capabilitiesBaseline: ResourceRule = {
  name: "capabilities-baseline",
  title: "Containers add no capability beyond the runtime's defaults",
  description: `capabilities.add may name only the default set of container runtimes without NET_RAW, in the exact spelling of Kubernetes (no CAP_ prefix, upper case). ${BYPASS}`,
  severity: "high",
  level: ALWAYS,
  controls: [
    "P-47",
    "P-52",
    "S-68",
    "G-23",
    "CIS-K8S 5.2.8",
    "CIS-K8S 5.2.9",
    "NSA-CISA pod security",
    "PCI-DSS 2.2.1",
    "SOC2 CC6.1",
    "ISO27001 A.8.2",
  ],
  remediation: "Remove the capability. For a port below 1024 add NET_BIND_SERVICE or listen on a higher port.",
  podSecurity: "baseline",
  scope: "resource",
  appliesTo: hasPods,
  check: eachPod((pod) =>
    pod.containers.flatMap((container) =>
      each(container, "securityContext", "capabilities", "add").flatMap((capability) =>
        mustBe(capability, (name) => DEFAULTS.includes(text(name) ?? ""), DEFAULTS.join(", ")),
      ),
    ),
  ),
};
