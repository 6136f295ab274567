import { FROM_PROD } from "../../lib/levels.ts";
import { isRecord, items } from "../../lib/plain.ts";
import { controllersIn, replicasOf, reaches } from "../../lib/replication.ts";
import type { WorldRule } from "../../lib/rule.ts";
import { below, mustBe, unless, podsOf, type PodSubject } from "../../lib/subject.ts";
import type { Finding, Plain } from "../../lib/verdict.ts";

export const topologySpread: WorldRule = {
  name: "topology-spread",
  title: "Replicas stand on different nodes",
  description:
    "A Deployment or StatefulSet that runs two pods or more must have topologySpreadConstraints or a podAntiAffinity: otherwise all of its pods may share one node. whenUnsatisfiable ScheduleAnyway is a wish only.",
  severity: "low",
  level: FROM_PROD,
  controls: ["SOC2 A1.2", "ISO27001 A.8.14"],
  remediation: "Add topologySpreadConstraints on kubernetes.io/hostname and topology.kubernetes.io/zone.",
  scope: "world",
  appliesTo: (world) => controllersIn(world, "Deployment", "StatefulSet").length > 0,
  check: (world) =>
    controllersIn(world, "Deployment", "StatefulSet")
      .filter((controller) => reaches(replicasOf(world, controller).most, 2) !== false)
      .flatMap((controller) =>
        podsOf(controller)
          .flatMap(judge)
          .map((finding) => ({ ...finding, subject: controller })),
      ),
};

function judge(pod: PodSubject): readonly Finding[] {
  const spread = mustBe(
    below(pod, "topologySpreadConstraints"),
    isNotEmpty,
    "constraints that spread the pods, or a podAntiAffinity",
  );
  return unless(below(pod, "affinity", "podAntiAffinity"), isRecord, spread);
}

function isNotEmpty(value: Plain): boolean {
  return items(value).length > 0;
}
