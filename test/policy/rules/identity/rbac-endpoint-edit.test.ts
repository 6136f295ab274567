import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { rbacEndpointEdit } from "../../../../policy/rules/identity/rbac-endpoint-edit.ts";
import { role } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(rbacEndpointEdit, role, [
  [
    "endpoints",
    { "rules[1]": { apiGroups: [""], resources: ["endpoints"], verbs: ["update"] } },
    "Role shop/web: rules[1] allows update on endpoints; allowed: no rights to create or change endpoints",
  ],
  [
    "slices",
    { "rules[1]": { apiGroups: ["discovery.k8s.io"], resources: ["endpointslices"], verbs: ["create"] } },
    "Role shop/web: rules[1] allows create on endpointslices; allowed: no rights to create or change endpoints",
  ],
  ["reading", { "rules[1]": { apiGroups: [""], resources: ["endpoints"], verbs: ["get", "watch"] } }],
  [
    "unknown verbs",
    { "rules[1]": { apiGroups: [""], resources: ["endpoints"], verbs: UNKNOWN } },
    "unknown: Role shop/web: rules[1] is not known before deployment; allowed: no rights to create or change endpoints",
  ],
]);
