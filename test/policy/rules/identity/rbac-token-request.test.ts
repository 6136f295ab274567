import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { rbacTokenRequest } from "../../../../policy/rules/identity/rbac-token-request.ts";
import { role } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(rbacTokenRequest, role, [
  [
    "any account",
    { "rules[1]": { apiGroups: [""], resources: ["serviceaccounts/token"], verbs: ["create"] } },
    "Role shop/web: rules[1] allows create on serviceaccounts/token; allowed: ServiceAccounts listed in resourceNames",
  ],
  [
    "a named account",
    { "rules[1]": { apiGroups: [""], resources: ["serviceaccounts/token"], verbs: ["create"], resourceNames: ["web"] } },
  ],
  ["creating accounts", { "rules[1]": { apiGroups: [""], resources: ["serviceaccounts"], verbs: ["create"] } }],
  [
    "unknown verbs",
    { "rules[1]": { apiGroups: [""], resources: ["serviceaccounts/token"], verbs: UNKNOWN } },
    "unknown: Role shop/web: rules[1] is not known before deployment; allowed: ServiceAccounts listed in resourceNames",
  ],
  [
    "unknown resources",
    { "rules[1]": { apiGroups: [""], resources: UNKNOWN, verbs: ["create"] } },
    "unknown: Role shop/web: rules[1] is not known before deployment; allowed: ServiceAccounts listed in resourceNames",
  ],
  [
    "an unknown rule",
    { "rules[1]": UNKNOWN },
    "unknown: Role shop/web: rules[1].resourceNames is not known before deployment; allowed: ServiceAccounts listed in resourceNames",
  ],
  ["unknown verbs on something else", { "rules[1]": { apiGroups: ["example.com"], resources: ["widgets"], verbs: UNKNOWN } }],
]);
