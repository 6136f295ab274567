import { ALWAYS } from "../../lib/levels.ts";
import { text } from "../../lib/plain.ts";
import { eachPod, hasPods, BYPASS, POD_SECURITY_VERSION } from "../../lib/podSecurity.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below, each, mustBe } from "../../lib/subject.ts";

/** The safe set of Kubernetes v1.37. https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/ */
const SAFE = [
  "kernel.shm_rmid_forced",
  "net.ipv4.ip_local_port_range",
  "net.ipv4.ip_local_reserved_ports",
  "net.ipv4.ip_unprivileged_port_start",
  "net.ipv4.ping_group_range",
  "net.ipv4.tcp_fin_timeout",
  "net.ipv4.tcp_keepalive_intvl",
  "net.ipv4.tcp_keepalive_probes",
  "net.ipv4.tcp_keepalive_time",
  "net.ipv4.tcp_notsent_lowat",
  "net.ipv4.tcp_rmem",
  "net.ipv4.tcp_slow_start_after_idle",
  "net.ipv4.tcp_syncookies",
  "net.ipv4.tcp_wmem",
];

export const sysctls: ResourceRule = {
  name: "sysctls",
  title: "Pods set only kernel parameters that stay in the pod",
  description: `Only the sysctls that Kubernetes v1.37 calls safe may be set: they are namespaced and cannot harm the node or other pods. A kubelet with --allowed-unsafe-sysctls lets others through when admission does not. ${BYPASS}`,
  severity: "high",
  level: ALWAYS,
  controls: ["P-52", "G-23", "NSA-CISA pod security", "PCI-DSS 2.2.1", "SOC2 CC6.1", "ISO27001 A.8.9"],
  remediation: "Remove the sysctl, or set it on the nodes for everyone (node group or kubelet configuration).",
  podSecurity: "baseline",
  scope: "resource",
  appliesTo: hasPods,
  check: eachPod((pod) =>
    each(pod, "securityContext", "sysctls").flatMap((sysctl) =>
      mustBe(
        below(sysctl, "name"),
        (name) => SAFE.includes(text(name) ?? ""),
        `the safe sysctls of Kubernetes ${POD_SECURITY_VERSION}`,
      ),
    ),
  ),
};
