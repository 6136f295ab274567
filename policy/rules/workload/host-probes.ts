import { ALWAYS } from "../../lib/levels.ts";
import { isUnknown } from "../../lib/plain.ts";
import { eachPod, hasPods, BYPASS } from "../../lib/podSecurity.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below, mustBe, notKnown, absentOr, type Subject } from "../../lib/subject.ts";
import type { Finding } from "../../lib/verdict.ts";

const HANDLERS = [["livenessProbe"], ["readinessProbe"], ["startupProbe"], ["lifecycle", "postStart"], ["lifecycle", "preStop"]];
const REQUESTS = ["httpGet", "tcpSocket"];

export const hostProbes: ResourceRule = {
  name: "host-probes",
  title: "Probes and lifecycle hooks talk to the pod itself",
  description: `The host field of httpGet and tcpSocket in probes and lifecycle hooks must be empty or not set: the kubelet sends these requests from the node's network, so a foreign host makes it a proxy into networks the pod may not reach (server-side request forgery). Loopback counts too, for it is the node's. ${BYPASS}`,
  severity: "medium",
  level: ALWAYS,
  controls: ["P-52", "G-23", "NSA-CISA network separation", "PCI-DSS 2.2.1", "SOC2 CC6.6", "ISO27001 A.8.20"],
  remediation:
    "Remove the host field; the kubelet then asks the pod's own address. For a virtual host set a Host header in httpHeaders.",
  podSecurity: "baseline",
  scope: "resource",
  appliesTo: hasPods,
  check: eachPod((pod) =>
    pod.containers.flatMap((container) =>
      // The unknown container is reported once, not for every handler.
      isUnknown(container.value)
        ? [notKnown(container, "no host in probes")]
        : HANDLERS.flatMap((handler) => judge(container, handler)),
    ),
  ),
};

function judge(container: Subject, handler: readonly string[]): readonly Finding[] {
  const place = below(container, ...handler);
  if (isUnknown(place.value)) return [notKnown(place, "no host")];
  return REQUESTS.flatMap((request) => mustBe(below(place, request, "host"), absentOr(""), "empty or not set"));
}
