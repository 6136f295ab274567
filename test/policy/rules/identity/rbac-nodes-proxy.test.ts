import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { rbacNodesProxy } from "../../../../policy/rules/identity/rbac-nodes-proxy.ts";
import { role } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(rbacNodesProxy, role, [
  [
    "get is enough",
    { "rules[1]": { apiGroups: [""], resources: ["nodes/proxy"], verbs: ["get"] } },
    "Role shop/web: rules[1] allows get on nodes/proxy; allowed: no rights on nodes/proxy",
  ],
  [
    "every proxy",
    { "rules[1]": { apiGroups: [""], resources: ["*/proxy"], verbs: ["create"] } },
    "Role shop/web: rules[1] allows create on */proxy; allowed: no rights on nodes/proxy",
  ],
  ["metrics", { "rules[1]": { apiGroups: [""], resources: ["nodes/metrics", "nodes"], verbs: ["get"] } }],
  ["services/proxy is another", { "rules[1]": { apiGroups: [""], resources: ["services/proxy"], verbs: ["get"] } }],
  [
    "unknown verbs",
    { "rules[1]": { apiGroups: [""], resources: ["nodes/proxy"], verbs: UNKNOWN } },
    "unknown: Role shop/web: rules[1] is not known before deployment; allowed: no rights on nodes/proxy",
  ],
  [
    "unknown resources",
    { "rules[1]": { apiGroups: [""], resources: UNKNOWN, verbs: ["get"] } },
    "unknown: Role shop/web: rules[1] is not known before deployment; allowed: no rights on nodes/proxy",
  ],
  [
    "an unknown rule",
    { "rules[1]": UNKNOWN },
    "unknown: Role shop/web: rules[1] is not known before deployment; allowed: no rights on nodes/proxy",
  ],
  ["unknown verbs on something else", { "rules[1]": { apiGroups: ["example.com"], resources: ["widgets"], verbs: UNKNOWN } }],
]);
