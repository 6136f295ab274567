import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { rbacCreatePods } from "../../../../policy/rules/identity/rbac-create-pods.ts";
import { role } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(rbacCreatePods, role, [
  [
    "pods",
    { "rules[1]": { apiGroups: [""], resources: ["pods"], verbs: ["create"] } },
    "Role shop/web: rules[1] allows create on pods; allowed: no rights to create or change pods and their controllers",
  ],
  [
    "Deployments",
    { "rules[1]": { apiGroups: ["apps"], resources: ["deployments"], verbs: ["patch"] } },
    "Role shop/web: rules[1] allows patch on deployments; allowed: no rights to create or change pods and their controllers",
  ],
  [
    "CronJobs",
    { "rules[1]": { apiGroups: ["batch"], resources: ["cronjobs"], verbs: ["update"] } },
    "Role shop/web: rules[1] allows update on cronjobs; allowed: no rights to create or change pods and their controllers",
  ],
  ["deleting pods", { "rules[1]": { apiGroups: [""], resources: ["pods"], verbs: ["delete"] } }],
  ["evicting them", { "rules[1]": { apiGroups: [""], resources: ["pods/eviction"], verbs: ["create"] } }],
  [
    "unknown verbs",
    { "rules[1]": { apiGroups: [""], resources: ["pods"], verbs: UNKNOWN } },
    "unknown: Role shop/web: rules[1] is not known before deployment; allowed: no rights to create or change pods and their controllers",
  ],
]);
