import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { spireDefaultClusterspiffeid } from "../../../../policy/rules/identity/spire-default-clusterspiffeid.ts";
import { clusterSpiffeId } from "../../fixtures/objects.ts";
import { cases, NOT_APPLICABLE } from "../cases.ts";

cases(spireDefaultClusterspiffeid, clusterSpiffeId, [
  [
    "both selectors empty",
    { "spec.podSelector": {}, "spec.namespaceSelector": {} },
    "ClusterSPIFFEID web sets spec.podSelector to {}; allowed: a podSelector or a namespaceSelector that is not empty",
  ],
  [
    "no selectors",
    { "spec.podSelector": undefined, "spec.namespaceSelector": undefined },
    "ClusterSPIFFEID web does not set spec.podSelector; allowed: a podSelector or a namespaceSelector that is not empty",
  ],
  [
    "selectors with empty lists",
    { "spec.podSelector": { matchLabels: {} }, "spec.namespaceSelector": { matchExpressions: [] } },
    'ClusterSPIFFEID web sets spec.podSelector to {"matchLabels":{}}; allowed: a podSelector or a namespaceSelector that is not empty',
  ],
  ["pods of every namespace by label", { "spec.namespaceSelector": {} }],
  ["every pod of a namespace", { "spec.podSelector": {} }],
  [
    "an unknown pod selector",
    { "spec.podSelector": UNKNOWN, "spec.namespaceSelector": {} },
    "unknown: ClusterSPIFFEID web: spec.podSelector is not known before deployment; allowed: a podSelector or a namespaceSelector that is not empty",
  ],
  [
    "an unknown namespace selector",
    { "spec.podSelector": {}, "spec.namespaceSelector": UNKNOWN },
    "unknown: ClusterSPIFFEID web sets spec.podSelector to {}; allowed: a podSelector or a namespaceSelector that is not empty; lifted if spec.namespaceSelector turns out to exempt it, which is not known before deployment",
  ],
  ["a kind of that name elsewhere", { apiVersion: "example.com/v1" }, NOT_APPLICABLE],
]);
