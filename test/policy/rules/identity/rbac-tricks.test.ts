import { rbacClusterAdmin } from "../../../../policy/rules/identity/rbac-cluster-admin.ts";
import { rbacEscalation } from "../../../../policy/rules/identity/rbac-escalation.ts";
import { rbacSecrets } from "../../../../policy/rules/identity/rbac-secrets.ts";
import { role, roleBinding } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

const limited = (name: string, binding = "RoleBinding shop/web"): string =>
  `${binding} sets roleRef.name to "${name}"; allowed: a role of limited rights`;

cases(rbacSecrets, role, [
  [
    "the empty name, which list and watch ask for",
    { "rules[1]": { apiGroups: [""], resources: ["secrets"], verbs: ["list"], resourceNames: ["web-tls", ""] } },
    "Role shop/web: rules[1] allows list on secrets; allowed: secrets listed in resourceNames",
  ],
]);

cases(rbacEscalation, role, [
  [
    "impersonating by one extra field",
    { "rules[1]": { apiGroups: ["authentication.k8s.io"], resources: ["userextras/scopes"], verbs: ["impersonate"] } },
    "Role shop/web: rules[1] allows impersonate on userextras/scopes; allowed: roles without escalate, bind and impersonate",
  ],
]);

cases(rbacClusterAdmin, roleBinding, [
  ["edit in a namespace", { "roleRef.name": "edit" }],
  [
    "edit everywhere",
    { kind: "ClusterRoleBinding", "roleRef.name": "edit", "metadata.namespace": undefined },
    limited("edit", "ClusterRoleBinding web"),
  ],
  [
    "admin everywhere",
    { kind: "ClusterRoleBinding", "roleRef.name": "admin", "metadata.namespace": undefined },
    limited("admin", "ClusterRoleBinding web"),
  ],
  ["view everywhere", { kind: "ClusterRoleBinding", "roleRef.name": "view", "metadata.namespace": undefined }],
  [
    "a controller of the control plane",
    { "roleRef.name": "system:controller:clusterrole-aggregation-controller" },
    limited("system:controller:clusterrole-aggregation-controller"),
  ],
  ["a role to review tokens", { "roleRef.name": "system:auth-delegator" }],
]);
