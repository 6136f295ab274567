import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { rbacExec } from "../../../../policy/rules/identity/rbac-exec.ts";
import { role } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(rbacExec, role, [
  [
    "exec",
    { "rules[1]": { apiGroups: [""], resources: ["pods/exec"], verbs: ["create"] } },
    "Role shop/web: rules[1] allows create on pods/exec; allowed: no access to running pods",
  ],
  [
    "attach by websocket",
    { "rules[1]": { apiGroups: [""], resources: ["pods/attach"], verbs: ["get"] } },
    "Role shop/web: rules[1] allows get on pods/attach; allowed: no access to running pods",
  ],
  [
    "ephemeral containers",
    { "rules[1]": { apiGroups: [""], resources: ["pods/ephemeralcontainers"], verbs: ["patch"] } },
    "Role shop/web: rules[1] allows patch on pods/ephemeralcontainers; allowed: no access to running pods",
  ],
  [
    "every exec subresource",
    { "rules[1]": { apiGroups: [""], resources: ["*/exec"], verbs: ["create"] } },
    "Role shop/web: rules[1] allows create on */exec; allowed: no access to running pods",
  ],
  ["logs", { "rules[1]": { apiGroups: [""], resources: ["pods/log"], verbs: ["get"] } }],
  [
    "unknown verbs",
    { "rules[1]": { apiGroups: [""], resources: ["pods/exec"], verbs: UNKNOWN } },
    "unknown: Role shop/web: rules[1] is not known before deployment; allowed: no access to running pods",
  ],
  [
    "unknown resources",
    { "rules[1]": { apiGroups: [""], resources: UNKNOWN, verbs: ["create"] } },
    "unknown: Role shop/web: rules[1] is not known before deployment; allowed: no access to running pods",
  ],
  [
    "an unknown rule",
    { "rules[1]": UNKNOWN },
    "unknown: Role shop/web: rules[1] is not known before deployment; allowed: no access to running pods",
  ],
  ["unknown verbs on something else", { "rules[1]": { apiGroups: ["example.com"], resources: ["widgets"], verbs: UNKNOWN } }],
]);
