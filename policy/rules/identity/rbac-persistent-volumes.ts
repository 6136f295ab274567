import { FROM_STAGING } from "../../lib/levels.ts";
import { findPowers, isRole, type Power } from "../../lib/rbac.ts";
import type { ResourceRule } from "../../lib/rule.ts";

const POWERS: readonly Power[] = [
  { groups: [""], resources: ["persistentvolumes"], verbs: ["create", "update", "patch"] },
  { groups: ["storage.k8s.io"], resources: ["storageclasses"], verbs: ["create", "update", "patch"] },
];

export const rbacPersistentVolumes: ResourceRule = {
  name: "rbac-persistent-volumes",
  title: "No role makes volumes of its choice",
  description:
    "No role may create or change PersistentVolumes and StorageClasses: a volume of type hostPath is a folder of the node, and gets past Pod Security, which only sees the claim. Claims are harmless. Wildcards count. Rights that reach the role by aggregation labels are not seen.",
  severity: "high",
  level: FROM_STAGING,
  controls: [
    "G-12",
    "CIS-K8S 5.1.9",
    "NSA-CISA authentication and authorization",
    "PCI-DSS 7.2.2",
    "SOC2 CC6.3",
    "ISO27001 A.8.2",
  ],
  remediation: "Let pods claim volumes of a StorageClass; a provisioner that must make them gets a waiver that names it.",
  scope: "resource",
  appliesTo: isRole,
  check: (resource) => findPowers(resource, POWERS, "no rights to make volumes and their classes"),
};
