import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { rbacAnonymous } from "../../../../policy/rules/identity/rbac-anonymous.ts";
import { roleBinding } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(rbacAnonymous, roleBinding, [
  [
    "the anonymous user",
    { "subjects[1]": { kind: "User", name: "system:anonymous", apiGroup: "rbac.authorization.k8s.io" } },
    'RoleBinding shop/web sets subjects[1].name to "system:anonymous"; allowed: users, groups and ServiceAccounts that must log in',
  ],
  [
    "the unauthenticated group",
    { "subjects[1]": { kind: "Group", name: "system:unauthenticated", apiGroup: "rbac.authorization.k8s.io" } },
    'RoleBinding shop/web sets subjects[1].name to "system:unauthenticated"; allowed: users, groups and ServiceAccounts that must log in',
  ],
  [
    "a user of that name without the prefix",
    { "subjects[1]": { kind: "User", name: "anonymous", apiGroup: "rbac.authorization.k8s.io" } },
  ],
  [
    "an unknown subject",
    { "subjects[1]": UNKNOWN },
    "unknown: RoleBinding shop/web: subjects[1].name is not known before deployment; allowed: users, groups and ServiceAccounts that must log in",
  ],
  ["no subjects", { subjects: undefined }],
]);
