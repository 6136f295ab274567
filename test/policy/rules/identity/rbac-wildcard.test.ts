import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { rbacWildcard } from "../../../../policy/rules/identity/rbac-wildcard.ts";
import { role } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(rbacWildcard, role, [
  [
    "every verb",
    { "rules[1]": { apiGroups: [""], resources: ["pods"], verbs: ["*"] } },
    'Role shop/web sets rules[1].verbs[0] to "*"; allowed: names without *',
  ],
  [
    "every resource, beside a named one",
    { "rules[1]": { apiGroups: [""], resources: ["pods", "*"], verbs: ["get"] } },
    'Role shop/web sets rules[1].resources[1] to "*"; allowed: names without *',
  ],
  [
    "every API group",
    { "rules[1]": { apiGroups: ["*"], resources: ["pods"], verbs: ["get"] } },
    'Role shop/web sets rules[1].apiGroups[0] to "*"; allowed: names without *',
  ],
  [
    "a subresource of everything",
    { "rules[1]": { apiGroups: [""], resources: ["*/scale"], verbs: ["get"] } },
    'Role shop/web sets rules[1].resources[0] to "*/scale"; allowed: names without *',
  ],
  [
    "every path",
    { "rules[1]": { nonResourceURLs: ["*"], verbs: ["get"] } },
    'Role shop/web sets rules[1].nonResourceURLs[0] to "*"; allowed: named paths',
  ],
  ["paths below one", { "rules[1]": { nonResourceURLs: ["/metrics/*"], verbs: ["get"] } }],
  ["the core group", { "rules[1]": { apiGroups: [""], resources: ["pods"], verbs: ["get"] } }],
  [
    "an unknown verb, the rest judged",
    { "rules[1]": { apiGroups: [""], resources: ["pods"], verbs: ["get", UNKNOWN] } },
    "unknown: Role shop/web: rules[1].verbs[1] is not known before deployment; allowed: names without *",
  ],
]);
