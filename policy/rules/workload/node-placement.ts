import { isKind } from "../../lib/kinds.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { isAbsent, read, text } from "../../lib/plain.ts";
import { eachPod, hasPods, BYPASS } from "../../lib/podSecurity.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below, each, mustBe } from "../../lib/subject.ts";
import type { Plain } from "../../lib/verdict.ts";

export const nodePlacement: ResourceRule = {
  name: "node-placement",
  title: "Pods go where the scheduler lets them",
  description: `nodeName must not be set: it passes over the scheduler, and with it over taints and free resources. Only DaemonSets may tolerate the taints of control-plane nodes, or all taints: beside the API server a pod is one flaw away from the whole cluster. A node that lost its taint takes every pod. ${BYPASS}`,
  severity: "medium",
  level: FROM_STAGING,
  controls: ["P-55", "NSA-CISA pod security", "PCI-DSS 2.2.1", "SOC2 CC6.1", "ISO27001 A.8.22"],
  remediation: "Remove nodeName, choose nodes by nodeSelector or affinity, and tolerate the taints of those nodes by their keys.",
  scope: "resource",
  appliesTo: hasPods,
  check: (resource) =>
    eachPod((pod) => [
      ...mustBe(below(pod, "nodeName"), (name) => isAbsent(name) || name === "", "not set"),
      ...(isKind(resource, "apps/DaemonSet") ? [] : each(pod, "tolerations")).flatMap((toleration) =>
        mustBe(toleration, isOfWorkers, "taints by their keys, and not the control plane's"),
      ),
    ])(resource),
};

/** Without a key it tolerates every taint. */
function isOfWorkers(toleration: Plain): boolean {
  const key = text(read(toleration, "key")) ?? "";
  return key !== "" && !/^node-role\.kubernetes\.io\/(control-plane|master)$/.test(key);
}
