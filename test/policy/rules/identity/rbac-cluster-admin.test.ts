import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { rbacClusterAdmin } from "../../../../policy/rules/identity/rbac-cluster-admin.ts";
import { roleBinding } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(rbacClusterAdmin, roleBinding, [
  [
    "cluster-admin in a namespace",
    { "roleRef.name": "cluster-admin" },
    'RoleBinding shop/web sets roleRef.name to "cluster-admin"; allowed: a role of limited rights',
  ],
  [
    "cluster-admin in the cluster",
    { kind: "ClusterRoleBinding", "metadata.namespace": undefined, "roleRef.name": "cluster-admin" },
    'ClusterRoleBinding web sets roleRef.name to "cluster-admin"; allowed: a role of limited rights',
  ],
  ["a role that begins so", { "roleRef.name": "cluster-admin-readers" }],
  [
    "an unknown role",
    { "roleRef.name": UNKNOWN },
    "unknown: RoleBinding shop/web: roleRef.name is not known before deployment; allowed: a role of limited rights",
  ],
]);
