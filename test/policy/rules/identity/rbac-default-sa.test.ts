import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { rbacDefaultSa } from "../../../../policy/rules/identity/rbac-default-sa.ts";
import { roleBinding } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(rbacDefaultSa, roleBinding, [
  [
    "the default account",
    { "subjects[0].name": "default" },
    'RoleBinding shop/web sets subjects[0].name to "default"; allowed: a ServiceAccount made for the workload',
  ],
  ["a group called default", { "subjects[1]": { kind: "Group", name: "default", apiGroup: "rbac.authorization.k8s.io" } }],
  [
    "the default account as a user",
    { "subjects[0]": { kind: "User", name: "system:serviceaccount:shop:default" } },
    'RoleBinding shop/web sets subjects[0].name to "system:serviceaccount:shop:default"; allowed: a ServiceAccount made for the workload',
  ],
  ["a user called default", { "subjects[0]": { kind: "User", name: "default" } }],
  [
    "an unknown account",
    { "subjects[0].name": UNKNOWN },
    "unknown: RoleBinding shop/web: subjects[0].name is not known before deployment; allowed: a ServiceAccount made for the workload",
  ],
]);
