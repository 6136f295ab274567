import { ofKind } from "../../lib/kinds.ts";
import { ADVICE } from "../../lib/levels.ts";
import { text } from "../../lib/plain.ts";
import { eachPod, BYPASS } from "../../lib/podSecurity.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below, mustBe } from "../../lib/subject.ts";

export const priorityClass: ResourceRule = {
  name: "priority-class",
  title: "Workloads say how important they are",
  description: `priorityClassName should be set on pods that controllers keep running: when nodes are full the scheduler otherwise treats a build and the identity server alike. ${BYPASS}`,
  severity: "low",
  level: ADVICE,
  controls: ["SOC2 A1.2", "ISO27001 A.8.14"],
  remediation: "Set priorityClassName.",
  scope: "resource",
  appliesTo: ofKind("apps/Deployment", "apps/StatefulSet", "apps/DaemonSet"),
  check: eachPod((pod) =>
    mustBe(below(pod, "priorityClassName"), (name) => (text(name) ?? "") !== "", "the name of a PriorityClass"),
  ),
};
