import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { rbacNamespaceLabels } from "../../../../policy/rules/identity/rbac-namespace-labels.ts";
import { role } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(rbacNamespaceLabels, role, [
  ["reading them", { "rules[1]": { apiGroups: [""], resources: ["namespaces"], verbs: ["get", "list"] } }],
  [
    "patching them",
    { "rules[1]": { apiGroups: [""], resources: ["namespaces"], verbs: ["patch"] } },
    "Role shop/web: rules[1] allows patch on namespaces; allowed: roles that do not change namespaces",
  ],
  [
    "everything",
    { "rules[0]": { apiGroups: ["*"], resources: ["*"], verbs: ["*"] } },
    "Role shop/web: rules[0] allows * on *; allowed: roles that do not change namespaces",
  ],
  [
    "unknown verbs",
    { "rules[1]": { apiGroups: [""], resources: ["namespaces"], verbs: UNKNOWN } },
    "unknown: Role shop/web: rules[1] is not known before deployment; allowed: roles that do not change namespaces",
  ],
]);
