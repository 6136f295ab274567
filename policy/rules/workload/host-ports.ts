import { ALWAYS } from "../../lib/levels.ts";
import { eachPod, hasPods, BYPASS } from "../../lib/podSecurity.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below, each, mustBe, absentOr } from "../../lib/subject.ts";

export const hostPorts: ResourceRule = {
  name: "host-ports",
  title: "Containers open no ports on the node",
  description: `hostPort must be 0 or not set. A host port is reachable from wherever the node is, past Services and often past NetworkPolicies, and blocks a second replica on the node. ${BYPASS}`,
  severity: "high",
  level: ALWAYS,
  controls: ["P-52", "G-23", "CIS-K8S 5.2.13", "NSA-CISA network separation", "PCI-DSS 1.2.5", "SOC2 CC6.6", "ISO27001 A.8.20"],
  remediation: "Remove hostPort and put a Service in front of the pods.",
  podSecurity: "baseline",
  scope: "resource",
  appliesTo: hasPods,
  check: eachPod((pod) =>
    pod.containers.flatMap((container) =>
      each(container, "ports").flatMap((port) => mustBe(below(port, "hostPort"), absentOr(0), "0 or not set")),
    ),
  ),
};
