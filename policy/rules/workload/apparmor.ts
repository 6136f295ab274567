import { ALWAYS } from "../../lib/levels.ts";
import { isUnknown, text, entries } from "../../lib/plain.ts";
import { eachPod, hasPods, judgeWhereSet, BYPASS } from "../../lib/podSecurity.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below, mustBe, notKnown, absentOr, type PodSubject } from "../../lib/subject.ts";
import type { Finding, Plain } from "../../lib/verdict.ts";

const ANNOTATION = "container.apparmor.security.beta.kubernetes.io/";
const FIELD = {
  steps: ["appArmorProfile", "type"],
  allows: absentOr("RuntimeDefault", "Localhost"),
  allowed: "RuntimeDefault, Localhost or not set",
};

export const apparmor: ResourceRule = {
  name: "apparmor",
  title: "AppArmor is not switched off",
  description: `appArmorProfile.type must be RuntimeDefault, Localhost or not set, and the old annotation container.apparmor.security.beta.kubernetes.io/<container> runtime/default or localhost/<profile>. Nodes without AppArmor ignore both. ${BYPASS}`,
  severity: "high",
  level: ALWAYS,
  controls: ["P-52", "G-23", "NSA-CISA pod security", "CIS-K8S 5.7.3", "PCI-DSS 2.2.1", "SOC2 CC6.1", "ISO27001 A.8.9"],
  remediation:
    "Remove the field or annotation: the runtime's profile is the default. For a special program load a profile on the nodes and use Localhost.",
  podSecurity: "baseline",
  scope: "resource",
  appliesTo: hasPods,
  check: eachPod((pod) => [...judgeWhereSet(pod, FIELD), ...annotations(pod)]),
};

function annotations(pod: PodSubject): readonly Finding[] {
  const root = pod.path.includes(".") ? pod.path.replace(/\.spec$/, ".metadata") : "metadata";
  const all = below({ ...pod, value: pod.metadata, path: root }, "annotations");
  if (isUnknown(all.value)) return [notKnown(all, "no AppArmor profile but runtime/default or localhost/<profile>")];
  return entries(all.value)
    .filter(([key]) => key.startsWith(ANNOTATION))
    .flatMap(([key]) => mustBe(below(all, key), isAllowedProfile, "runtime/default, localhost/<profile> or not set"));
}

function isAllowedProfile(value: Plain): boolean {
  return absentOr("", "runtime/default")(value) || (text(value)?.startsWith("localhost/") ?? false);
}
