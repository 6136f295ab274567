import { FROM_STAGING } from "../../lib/levels.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { isSpireConfig, findSetting } from "../../lib/spireConfig.ts";

export const spireKubeletVerification: ResourceRule = {
  name: "spire-kubelet-verification",
  title: "SPIRE agents verify the kubelet",
  description:
    "skip_kubelet_verification must not be true in the configuration of a SPIRE agent: whoever answers on the kubelet's port could then say which pod a process belongs to, and so choose its identity.",
  severity: "high",
  level: FROM_STAGING,
  controls: ["P-50", "PCI-DSS 4.2.1", "SOC2 CC6.1", "ISO27001 A.8.24"],
  remediation: "Give kubelets certificates of the cluster's CA and remove skip_kubelet_verification.",
  scope: "resource",
  appliesTo: isSpireConfig,
  check: (resource) => findSetting(resource, "skip_kubelet_verification", "not true"),
};
