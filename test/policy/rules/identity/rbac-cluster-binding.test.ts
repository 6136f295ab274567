import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { rbacClusterBinding } from "../../../../policy/rules/identity/rbac-cluster-binding.ts";
import { change } from "../../fixtures/change.ts";
import { roleBinding } from "../../fixtures/objects.ts";
import { cases, NOT_APPLICABLE } from "../cases.ts";

const binding = change(roleBinding, {
  kind: "ClusterRoleBinding",
  "metadata.namespace": undefined,
  subjects: [{ kind: "Group", name: "viewers" }],
});
const account = { "subjects[1]": { kind: "ServiceAccount", name: "web", namespace: "shop" } };
const WIDE =
  'ClusterRoleBinding web sets subjects[1].kind to "ServiceAccount"; allowed: a RoleBinding, or the annotation palisade.dev/reason';

cases(rbacClusterBinding, binding, [
  ["a ServiceAccount among others", account, WIDE],
  ["with a reason", { ...account, 'metadata.annotations["palisade.dev/reason"]': "watches every namespace" }],
  [
    "with the reason of a workload",
    { ...account, 'metadata.annotations["palisade.dev/loosened-api-access"]': "asks the kubelet" },
  ],
  ["with an empty reason", { ...account, 'metadata.annotations["palisade.dev/reason"]': "" }, WIDE],
  [
    "unknown subjects",
    { subjects: UNKNOWN },
    "unknown: ClusterRoleBinding web: subjects.kind is not known before deployment; allowed: a RoleBinding, or the annotation palisade.dev/reason",
  ],
]);

cases(rbacClusterBinding, roleBinding, [["in a namespace", {}, NOT_APPLICABLE, {}]]);
