import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { rbacEscalation } from "../../../../policy/rules/identity/rbac-escalation.ts";
import { role } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(rbacEscalation, role, [
  [
    "escalate",
    { "rules[1]": { apiGroups: ["rbac.authorization.k8s.io"], resources: ["roles"], verbs: ["escalate"] } },
    "Role shop/web: rules[1] allows escalate on roles; allowed: roles without escalate, bind and impersonate",
  ],
  [
    "bind, by name too",
    {
      "rules[1]": {
        apiGroups: ["rbac.authorization.k8s.io"],
        resources: ["clusterroles"],
        verbs: ["get", "bind"],
        resourceNames: ["view"],
      },
    },
    "Role shop/web: rules[1] allows bind on clusterroles; allowed: roles without escalate, bind and impersonate",
  ],
  [
    "impersonate",
    { "rules[1]": { apiGroups: [""], resources: ["users", "groups"], verbs: ["impersonate"] } },
    "Role shop/web: rules[1] allows impersonate on users, groups; allowed: roles without escalate, bind and impersonate",
  ],
  [
    "everything",
    { "rules[1]": { apiGroups: ["*"], resources: ["*"], verbs: ["*"] } },
    "Role shop/web: rules[1] allows * on *; allowed: roles without escalate, bind and impersonate",
  ],
  ["reading roles", { "rules[1]": { apiGroups: ["rbac.authorization.k8s.io"], resources: ["roles"], verbs: ["get", "list"] } }],
  ["bind in another group", { "rules[1]": { apiGroups: ["example.com"], resources: ["roles"], verbs: ["bind"] } }],
  [
    "unknown verbs",
    { "rules[1]": { apiGroups: ["rbac.authorization.k8s.io"], resources: ["roles"], verbs: UNKNOWN } },
    "unknown: Role shop/web: rules[1] is not known before deployment; allowed: roles without escalate, bind and impersonate",
  ],
  [
    "unknown resources",
    { "rules[1]": { apiGroups: ["rbac.authorization.k8s.io"], resources: UNKNOWN, verbs: ["bind"] } },
    "unknown: Role shop/web: rules[1] is not known before deployment; allowed: roles without escalate, bind and impersonate",
  ],
  [
    "an unknown rule",
    { "rules[1]": UNKNOWN },
    "unknown: Role shop/web: rules[1] is not known before deployment; allowed: roles without escalate, bind and impersonate",
  ],
  ["unknown verbs on something else", { "rules[1]": { apiGroups: ["example.com"], resources: ["widgets"], verbs: UNKNOWN } }],
]);
