import type { PlainRecord } from "../../../../policy/lib/plain.ts";
import { rbacAbsentSubject } from "../../../../policy/rules/identity/rbac-absent-subject.ts";
import { change } from "../../fixtures/change.ts";
import { namespace, role, roleBinding, serviceAccount } from "../../fixtures/objects.ts";
import { NOT_APPLICABLE, worldCases } from "../cases.ts";

const other: PlainRecord = change(serviceAccount, { "metadata.name": "api" });

worldCases(rbacAbsentSubject, [
  ["both exist", [namespace, serviceAccount, role, roleBinding]],
  ["a namespace of somebody else", [roleBinding]],
  ["the default account", [namespace, role, change(roleBinding, { "subjects[0].name": "default" })]],
  [
    "no such account",
    [namespace, other, role, roleBinding],
    "RoleBinding shop/web: ServiceAccount shop/web does not exist; allowed: one that does",
  ],
  [
    "no such role",
    [namespace, serviceAccount, roleBinding],
    "RoleBinding shop/web: Role shop/web does not exist; allowed: one that does",
  ],
  [
    "in a ClusterRoleBinding",
    [
      namespace,
      change(roleBinding, { kind: "ClusterRoleBinding", "metadata.namespace": undefined, "roleRef.kind": "ClusterRole" }),
    ],
    "ClusterRoleBinding web: ServiceAccount shop/web does not exist; allowed: one that does",
  ],
  ["no binding", [namespace], NOT_APPLICABLE],
]);
