import { FROM_STAGING } from "../../lib/levels.ts";
import { isAbsent } from "../../lib/plain.ts";
import { judgeQuantity } from "../../lib/podResources.ts";
import { eachPod, hasPods, BYPASS } from "../../lib/podSecurity.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below, each } from "../../lib/subject.ts";

export const emptydirSized: ResourceRule = {
  name: "emptydir-sized",
  title: "Scratch volumes have a size",
  description: `emptyDir.sizeLimit must be above zero and no more than a machine has: an unlimited scratch volume fills the node's disk, or with medium Memory its memory. The kubelet measures now and then, so a burst can pass the limit before the pod is evicted. ${BYPASS}`,
  severity: "low",
  level: FROM_STAGING,
  controls: ["G-21", "NSA-CISA resource policies", "SOC2 A1.1", "ISO27001 A.8.6"],
  remediation: "Set emptyDir.sizeLimit to what the program needs.",
  scope: "resource",
  appliesTo: hasPods,
  check: eachPod((pod) =>
    each(pod, "volumes")
      .map((volume) => below(volume, "emptyDir"))
      .filter(({ value }) => !isAbsent(value))
      .flatMap((scratch) => judgeQuantity(below(scratch, "sizeLimit"), "ephemeral-storage")),
  ),
};
