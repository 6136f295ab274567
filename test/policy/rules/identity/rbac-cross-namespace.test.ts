import type { PlainRecord } from "../../../../policy/lib/plain.ts";
import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { rbacCrossNamespace } from "../../../../policy/rules/identity/rbac-cross-namespace.ts";
import { change } from "../../fixtures/change.ts";
import { role, roleBinding } from "../../fixtures/objects.ts";
import { worldCases } from "../cases.ts";

const foreign: PlainRecord = change(roleBinding, { "subjects[0].namespace": "lab" });

worldCases(rbacCrossNamespace, [
  ["its own account", [role, roleBinding]],
  ["no namespace, hence its own", [role, change(roleBinding, { "subjects[0].namespace": undefined })]],
  ["a group", [role, change(roleBinding, { "subjects[0]": { kind: "Group", name: "shop" } })]],
  [
    "an account of another namespace",
    [role, foreign],
    'RoleBinding shop/web sets subjects[0].namespace to "lab"; allowed: its own namespace',
  ],
  [
    "of which the role is not known",
    [foreign],
    'RoleBinding shop/web sets subjects[0].namespace to "lab"; allowed: its own namespace',
  ],
  ["with a reason", [role, change(foreign, { 'metadata.annotations["palisade.dev/reason"]': "scrapes metrics" })]],
  ["rights on named objects", [change(role, { "rules[0].resourceNames": ["bundle"] }), foreign]],
  [
    "unknown",
    [role, change(roleBinding, { "subjects[0].namespace": UNKNOWN })],
    "unknown: RoleBinding shop/web: subjects[0].namespace is not known before deployment; allowed: its own namespace",
  ],
]);
