import { FROM_STAGING } from "../../lib/levels.ts";
import { isUnknown, items } from "../../lib/plain.ts";
import { eachPod, hasPods, unlessWindows, BYPASS } from "../../lib/podSecurity.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below, each, mustBe, refused, notKnown, type Subject } from "../../lib/subject.ts";
import type { Finding } from "../../lib/verdict.ts";

export const dropAllCaps: ResourceRule = {
  name: "drop-all-caps",
  title: "Containers drop every capability",
  description: `capabilities.drop must contain ALL, and capabilities.add at most NET_BIND_SERVICE (Windows pods excepted). A list of single capabilities is not enough: the next kernel adds one. ${BYPASS}`,
  severity: "high",
  level: FROM_STAGING,
  controls: [
    "P-47",
    "P-52",
    "S-68",
    "G-17",
    "G-20",
    "CIS-K8S 5.2.10",
    "NSA-CISA pod security",
    "PCI-DSS 2.2.1",
    "SOC2 CC6.1",
    "ISO27001 A.8.2",
  ],
  remediation: "Set capabilities.drop: [ALL] in every container; add NET_BIND_SERVICE only for a port below 1024.",
  podSecurity: "restricted",
  scope: "resource",
  appliesTo: hasPods,
  check: eachPod((pod) => unlessWindows(pod, pod.containers.flatMap(judge))),
};

function judge(container: Subject): readonly Finding[] {
  const drop = below(container, "securityContext", "capabilities", "drop");
  const added = each(container, "securityContext", "capabilities", "add");
  if (isUnknown(container.value)) return [notKnown(drop, `["ALL"]`)];
  return [...dropped(drop), ...added.flatMap((one) => mustBe(one, (name) => name === "NET_BIND_SERVICE", "NET_BIND_SERVICE"))];
}

function dropped(drop: Subject): readonly Finding[] {
  const names = items(drop.value);
  if (names.includes("ALL")) return [];
  return [names.some(isUnknown) ? notKnown(drop, `["ALL"]`) : refused(drop, `["ALL"]`)];
}
