import { ofKind } from "../../lib/kinds.ts";
import { ALWAYS } from "../../lib/levels.ts";
import { isAbsent, text } from "../../lib/plain.ts";
import { eachPod, hasPods, BYPASS } from "../../lib/podSecurity.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below, each, mustBe, objectOf, type Subject } from "../../lib/subject.ts";
import type { Finding } from "../../lib/verdict.ts";

export const hostPath: ResourceRule = {
  name: "host-path",
  title: "Pods mount nothing of the node's file system",
  description: `No volume may be a hostPath, and no local PersistentVolume a folder of the system. A host path reaches the kubelet's credentials, the container runtime's socket and other pods' secrets; a read-only mount of the runtime's socket is as good as root. ${BYPASS}`,
  severity: "critical",
  level: ALWAYS,
  controls: ["P-52", "P-55", "G-23", "CIS-K8S 5.2.12", "NSA-CISA pod security", "PCI-DSS 2.2.1", "SOC2 CC6.1", "ISO27001 A.8.3"],
  remediation:
    "Use emptyDir, a PersistentVolumeClaim, a projected volume or a CSI volume (csi.spiffe.io for the Workload API). A node agent that must have a host path needs a waiver that names it.",
  podSecurity: "baseline",
  scope: "resource",
  appliesTo: (resource) => hasPods(resource) || isPersistentVolume(resource),
  check: (resource) => (isPersistentVolume(resource) ? judgePersistent(below(objectOf(resource), "spec")) : judgePods(resource)),
};

/** A claim takes a pod to the path of a PersistentVolume as if it were its own. */
const isPersistentVolume = ofKind("/PersistentVolume");
const judgePods = eachPod((pod) => each(pod, "volumes").flatMap(judgeVolume));

function judgeVolume(volume: Subject): readonly Finding[] {
  return mustBe(below(volume, "hostPath"), isAbsent, "any volume type but hostPath");
}

/** Folders in which a node keeps itself: a local volume there is a host path by another name. */
const SYSTEM = /^\/*($|(bin|boot|dev|etc|home|lib\w*|proc|root|run|sbin|sys|tmp|usr|var)(\/|$))|(^|\/)\.\.(\/|$)/;

function judgePersistent(volume: Subject): readonly Finding[] {
  const folder = below(volume, "local", "path");
  return [...judgeVolume(volume), ...mustBe(folder, (path) => isAbsent(path) || !SYSTEM.test(text(path) ?? ""), DISKS)];
}

const DISKS = "a folder that disks are mounted in, such as /mnt/disks";
