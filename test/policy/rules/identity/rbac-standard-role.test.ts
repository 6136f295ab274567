import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { rbacStandardRole } from "../../../../policy/rules/identity/rbac-standard-role.ts";
import { roleBinding } from "../../fixtures/objects.ts";
import { cases, NOT_APPLICABLE } from "../cases.ts";

const refused = (name: string): string =>
  `RoleBinding shop/web sets roleRef.name to "${name}"; allowed: a role of limited rights`;

cases(rbacStandardRole, roleBinding, [
  ["view", { "roleRef.kind": "ClusterRole", "roleRef.name": "view" }],
  ["admin", { "roleRef.kind": "ClusterRole", "roleRef.name": "admin" }, refused("admin")],
  ["edit", { "roleRef.kind": "ClusterRole", "roleRef.name": "edit" }, refused("edit")],
  ["edit by a reference without a kind", { "roleRef.kind": undefined, "roleRef.name": "edit" }, refused("edit")],
  ["a Role of one's own", { "roleRef.name": "edit" }],
  [
    "a role that is not known",
    { "roleRef.kind": "ClusterRole", "roleRef.name": UNKNOWN },
    "unknown: RoleBinding shop/web: roleRef.name is not known before deployment; allowed: a role of limited rights",
  ],
  [
    "a kind that is not known",
    { "roleRef.kind": UNKNOWN, "roleRef.name": "edit" },
    `unknown: ${refused("edit")}; lifted if roleRef.kind turns out to exempt it, which is not known before deployment`,
  ],
  ["a binding over the cluster", { kind: "ClusterRoleBinding", "roleRef.name": "edit" }, NOT_APPLICABLE],
]);
