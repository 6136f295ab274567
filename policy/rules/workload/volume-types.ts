import { FROM_STAGING } from "../../lib/levels.ts";
import { isRecord, isAbsent, entries } from "../../lib/plain.ts";
import { eachPod, hasPods, BYPASS } from "../../lib/podSecurity.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { each, mustBe } from "../../lib/subject.ts";
import type { Plain } from "../../lib/verdict.ts";

const TYPES = ["configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret"];

export const volumeTypes: ResourceRule = {
  name: "volume-types",
  title: "Pods mount only volume types made for pods",
  description: `Volumes must be configMap, csi, downwardAPI, emptyDir, ephemeral, persistentVolumeClaim, projected or secret. In-tree network and cloud volumes carry credentials and mount options past the storage administrator; a CSI volume is allowed by type, so the drivers installed decide what it can do. ${BYPASS}`,
  severity: "medium",
  level: FROM_STAGING,
  controls: ["P-52", "G-23", "NSA-CISA pod security", "PCI-DSS 2.2.1", "SOC2 CC6.1", "ISO27001 A.8.3"],
  remediation: "Use a PersistentVolumeClaim, or one of the allowed types.",
  podSecurity: "restricted",
  scope: "resource",
  appliesTo: hasPods,
  check: eachPod((pod) => each(pod, "volumes").flatMap((volume) => mustBe(volume, isAllowed, `one of ${TYPES.join(", ")}`))),
};

/** A volume with a name only is an emptyDir. */
function isAllowed(volume: Plain): boolean {
  return isRecord(volume) && entries(volume).every(([key, source]) => key === "name" || isAbsent(source) || TYPES.includes(key));
}
