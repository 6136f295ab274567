import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { rbacSystemGroups } from "../../../../policy/rules/identity/rbac-system-groups.ts";
import { roleBinding } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(rbacSystemGroups, roleBinding, [
  [
    "masters",
    { "subjects[1]": { kind: "Group", name: "system:masters", apiGroup: "rbac.authorization.k8s.io" } },
    'RoleBinding shop/web sets subjects[1].name to "system:masters"; allowed: named users, groups and ServiceAccounts',
  ],
  [
    "everyone logged in",
    { "subjects[1]": { kind: "Group", name: "system:authenticated", apiGroup: "rbac.authorization.k8s.io" } },
    'RoleBinding shop/web sets subjects[1].name to "system:authenticated"; allowed: named users, groups and ServiceAccounts',
  ],
  [
    "every ServiceAccount of a namespace",
    { "subjects[1]": { kind: "Group", name: "system:serviceaccounts:shop", apiGroup: "rbac.authorization.k8s.io" } },
    'RoleBinding shop/web sets subjects[1].name to "system:serviceaccounts:shop"; allowed: named users, groups and ServiceAccounts',
  ],
  ["a group of people", { "subjects[1]": { kind: "Group", name: "shop-viewers", apiGroup: "rbac.authorization.k8s.io" } }],
  [
    "a group that begins so",
    { "subjects[1]": { kind: "Group", name: "system:authenticated-partners", apiGroup: "rbac.authorization.k8s.io" } },
  ],
  [
    "an unknown name",
    { "subjects[1]": { kind: "Group", name: UNKNOWN, apiGroup: "rbac.authorization.k8s.io" } },
    "unknown: RoleBinding shop/web: subjects[1].name is not known before deployment; allowed: named users, groups and ServiceAccounts",
  ],
]);
