import { FROM_STAGING } from "../../lib/levels.ts";
import { hasPods, BYPASS } from "../../lib/podSecurity.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below, mustBe, objectOf } from "../../lib/subject.ts";
import type { Plain } from "../../lib/verdict.ts";

const SYSTEM: readonly Plain[] = ["kube-system", "kube-public", "kube-node-lease"];

export const systemNamespace: ResourceRule = {
  name: "system-namespace",
  title: "Nothing runs in the namespaces of the cluster itself",
  description: `Pods must not be put into kube-system, kube-public or kube-node-lease: admission, Pod Security and default denials leave these namespaces out, so that the cluster can start, and whoever is there is trusted as a part of it. A DaemonSet that really is one (a network or storage driver) needs a waiver that names it. ${BYPASS}`,
  severity: "medium",
  level: FROM_STAGING,
  controls: ["P-11", "P-55", "NSA-CISA pod security", "PCI-DSS 2.2.1", "SOC2 CC6.1", "ISO27001 A.8.22"],
  remediation: "Give the workload a namespace of its own, with the Pod Security level that it needs.",
  scope: "resource",
  appliesTo: hasPods,
  check: (resource) =>
    mustBe(
      below(objectOf(resource), "metadata", "namespace"),
      (name) => !SYSTEM.includes(name),
      "a namespace made for the workload",
    ),
};
