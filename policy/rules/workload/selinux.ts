import { ALWAYS } from "../../lib/levels.ts";
import { eachPod, hasPods, judgeWhereSet, BYPASS } from "../../lib/podSecurity.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { absentOr } from "../../lib/subject.ts";

const isUnset = absentOr("");
const isContainerType = absentOr("", "container_t", "container_init_t", "container_kvm_t");
const TYPE = {
  steps: ["seLinuxOptions", "type"],
  allows: isContainerType,
  allowed: "container_t, container_init_t, container_kvm_t or not set",
};
const USER = { steps: ["seLinuxOptions", "user"], allows: isUnset, allowed: "not set" };
const ROLE = { steps: ["seLinuxOptions", "role"], allows: isUnset, allowed: "not set" };

export const selinux: ResourceRule = {
  name: "selinux",
  title: "SELinux contexts keep the container domain",
  description: `seLinuxOptions.type must be container_t, container_init_t, container_kvm_t or not set, user and role must not be set: another type can switch the confinement off. Nodes without SELinux ignore the field. ${BYPASS}`,
  severity: "high",
  level: ALWAYS,
  controls: ["P-52", "G-23", "NSA-CISA pod security", "CIS-K8S 5.7.3", "PCI-DSS 2.2.1", "SOC2 CC6.1", "ISO27001 A.8.9"],
  remediation: "Remove user and role from seLinuxOptions and use one of the container types, or remove seLinuxOptions.",
  podSecurity: "baseline",
  scope: "resource",
  appliesTo: hasPods,
  check: eachPod((pod) => [TYPE, USER, ROLE].flatMap((field) => judgeWhereSet(pod, field))),
};
