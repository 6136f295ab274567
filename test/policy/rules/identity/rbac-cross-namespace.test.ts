import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { rbacCrossNamespace } from "../../../../policy/rules/identity/rbac-cross-namespace.ts";
import { roleBinding } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(rbacCrossNamespace, roleBinding, [
  ["no namespace, hence its own", { "subjects[0].namespace": undefined }],
  ["a group", { "subjects[0]": { kind: "Group", name: "shop" } }],
  [
    "an account of another namespace",
    { "subjects[0].namespace": "lab" },
    'RoleBinding shop/web sets subjects[0].namespace to "lab"; allowed: its own namespace',
  ],
  ["with a reason", { "subjects[0].namespace": "monitoring", 'metadata.annotations["palisade.dev/reason"]': "scrapes metrics" }],
  [
    "unknown",
    { "subjects[0].namespace": UNKNOWN },
    "unknown: RoleBinding shop/web: subjects[0].namespace is not known before deployment; allowed: its own namespace",
  ],
]);
