import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { rbacSecrets } from "../../../../policy/rules/identity/rbac-secrets.ts";
import { role } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(rbacSecrets, role, [
  [
    "listing",
    { "rules[1]": { apiGroups: [""], resources: ["secrets"], verbs: ["list"] } },
    "Role shop/web: rules[1] allows list on secrets; allowed: secrets listed in resourceNames",
  ],
  [
    "getting, beside harmless ones",
    { "rules[1]": { apiGroups: [""], resources: ["configmaps", "secrets"], verbs: ["get", "create"] } },
    "Role shop/web: rules[1] allows get on secrets; allowed: secrets listed in resourceNames",
  ],
  ["named secrets", { "rules[1]": { apiGroups: [""], resources: ["secrets"], verbs: ["get"], resourceNames: ["web-tls"] } }],
  [
    "an empty list of names",
    { "rules[1]": { apiGroups: [""], resources: ["secrets"], verbs: ["get"], resourceNames: [] } },
    "Role shop/web: rules[1] allows get on secrets; allowed: secrets listed in resourceNames",
  ],
  ["creating only", { "rules[1]": { apiGroups: [""], resources: ["secrets"], verbs: ["create"] } }],
  [
    "by wildcards",
    { "rules[1]": { apiGroups: ["*"], resources: ["*"], verbs: ["watch"] } },
    "Role shop/web: rules[1] allows watch on *; allowed: secrets listed in resourceNames",
  ],
  ["secrets of another group", { "rules[1]": { apiGroups: ["external-secrets.io"], resources: ["secrets"], verbs: ["get"] } }],
  [
    "unknown names",
    { "rules[1]": { apiGroups: [""], resources: ["secrets"], verbs: ["get"], resourceNames: UNKNOWN } },
    "unknown: Role shop/web: rules[1].resourceNames is not known before deployment; allowed: secrets listed in resourceNames",
  ],
  [
    "unknown verbs",
    { "rules[1]": { apiGroups: [""], resources: ["secrets"], verbs: UNKNOWN } },
    "unknown: Role shop/web: rules[1] is not known before deployment; allowed: secrets listed in resourceNames",
  ],
  [
    "unknown resources",
    { "rules[1]": { apiGroups: [""], resources: UNKNOWN, verbs: ["get"] } },
    "unknown: Role shop/web: rules[1] is not known before deployment; allowed: secrets listed in resourceNames",
  ],
  [
    "an unknown rule",
    { "rules[1]": UNKNOWN },
    "unknown: Role shop/web: rules[1].resourceNames is not known before deployment; allowed: secrets listed in resourceNames",
  ],
  ["unknown verbs on something else", { "rules[1]": { apiGroups: ["example.com"], resources: ["widgets"], verbs: UNKNOWN } }],
]);
