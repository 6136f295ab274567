import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { rbacAggregation } from "../../../../policy/rules/identity/rbac-aggregation.ts";
import { clusterRole } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(rbacAggregation, clusterRole, [
  [
    "Secrets without the label",
    { "metadata.labels": undefined, "rules[0]": { apiGroups: [""], resources: ["secrets"], verbs: ["get"] } },
  ],
  [
    "Secrets for everybody who views",
    { "rules[1]": { apiGroups: [""], resources: ["secrets"], verbs: ["get"] } },
    "ClusterRole shop-view: rules[1] allows get on secrets; allowed: rights that everybody with the standard role may have",
  ],
  [
    "everything",
    { "rules[0]": { apiGroups: ["*"], resources: ["*"], verbs: ["*"] } },
    "ClusterRole shop-view: rules[0] allows * on *; allowed: rights that everybody with the standard role may have",
  ],
  [
    "an empty selector",
    { aggregationRule: { clusterRoleSelectors: [{}] } },
    "ClusterRole shop-view sets aggregationRule.clusterRoleSelectors[0] to {}; allowed: a selector with labels",
  ],
  [
    "a selector with a label",
    { aggregationRule: { clusterRoleSelectors: [{ matchLabels: { "shop.example.com/aggregate": "true" } }] } },
  ],
  [
    "unknown labels",
    { "metadata.labels": UNKNOWN, "rules[1]": { apiGroups: [""], resources: ["secrets"], verbs: ["get"] } },
    "unknown: ClusterRole shop-view: rules[1] allows get on secrets; allowed: rights that everybody with the standard role may have; lifted if metadata.labels turns out to exempt it, which is not known before deployment",
  ],
]);
