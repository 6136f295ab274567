import { UNKNOWN, type Plain } from "../../../../policy/lib/verdict.ts";
import { rbacPersistentVolumes } from "../../../../policy/rules/identity/rbac-persistent-volumes.ts";
import { role } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

const rule = (group: string, resource: string, verbs: Plain): Readonly<Record<string, Plain>> => ({
  "rules[1]": { apiGroups: [group], resources: [resource], verbs },
});
const allows = (what: string): string =>
  `Role shop/web: rules[1] allows ${what}; allowed: no rights to make volumes and their classes`;

cases(rbacPersistentVolumes, role, [
  ["claims", rule("", "persistentvolumeclaims", ["create"])],
  ["reading volumes", rule("", "persistentvolumes", ["get", "list"])],
  ["creating volumes", rule("", "persistentvolumes", ["create"]), allows("create on persistentvolumes")],
  ["changing classes", rule("storage.k8s.io", "storageclasses", ["get", "patch"]), allows("patch on storageclasses")],
  ["everything", rule("*", "*", ["*"]), allows("* on *")],
  [
    "unknown verbs",
    rule("", "persistentvolumes", UNKNOWN),
    "unknown: Role shop/web: rules[1] is not known before deployment; allowed: no rights to make volumes and their classes",
  ],
]);
