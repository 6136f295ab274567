import { FROM_STAGING } from "../../lib/levels.ts";
import { isAbsent, isUnknown, number } from "../../lib/plain.ts";
import { eachPod, hasPods, BYPASS } from "../../lib/podSecurity.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below, each, mustBe, unless, type PodSubject, type Subject } from "../../lib/subject.ts";
import type { Finding, Plain } from "../../lib/verdict.ts";

export const rootGroup: ResourceRule = {
  name: "root-group",
  title: "No process is in the group of root",
  description: `runAsGroup, fsGroup and supplementalGroups must not be 0: files that the group of root may read or write are many, in the image and on volumes. Where runAsUser is 0 as well, run-as-user-nonzero says so and this rule does not repeat it. Not set is allowed: the group is then the image's own, which can be 0. ${BYPASS}`,
  severity: "low",
  level: FROM_STAGING,
  controls: ["G-16", "NSA-CISA non-root containers", "PCI-DSS 2.2.1", "SOC2 CC6.1", "ISO27001 A.8.2"],
  remediation: "Set runAsGroup and fsGroup to an ID above 0 that owns what the image needs, for example 65532.",
  scope: "resource",
  appliesTo: hasPods,
  check: eachPod((pod) => [
    ...(isUnknown(pod.value) ? [] : judgeGroup(pod)),
    ...pod.containers.flatMap(judgeGroup),
    ...judgeVolumes(pod),
  ]),
};

const ALLOWED = "a group ID above 0, or not set";

function judgeGroup(setter: Subject): readonly Finding[] {
  const context = below(setter, "securityContext");
  return unless(below(context, "runAsUser"), (user) => user === 0, mustBe(below(context, "runAsGroup"), isNotRoot, ALLOWED));
}

function judgeVolumes(pod: PodSubject): readonly Finding[] {
  if (isUnknown(pod.value)) return [];
  const groups = each(pod, "securityContext", "supplementalGroups");
  return [below(pod, "securityContext", "fsGroup"), ...groups].flatMap((group) => mustBe(group, isNotRoot, ALLOWED));
}

function isNotRoot(value: Plain): boolean {
  return isAbsent(value) || (number(value) ?? 0) > 0;
}
