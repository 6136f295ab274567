import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { spireUnanchoredSelector } from "../../../../policy/rules/identity/spire-unanchored-selector.ts";
import { clusterSpiffeId, clusterStaticEntry } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(spireUnanchoredSelector, clusterSpiffeId, [
  [
    "names in a list",
    {
      "spec.namespaceSelector": {
        matchExpressions: [{ key: "kubernetes.io/metadata.name", operator: "In", values: ["shop", "lab"] }],
      },
    },
  ],
  ["pods by an expression", { "spec.podSelector": { matchExpressions: [{ key: "app", operator: "Exists" }] } }],
  [
    "every pod of the namespace",
    { "spec.podSelector": undefined },
    "ClusterSPIFFEID web does not set spec.podSelector; allowed: a podSelector with labels",
  ],
  [
    "an empty selector of pods",
    { "spec.podSelector": { matchLabels: {} } },
    'ClusterSPIFFEID web sets spec.podSelector to {"matchLabels":{}}; allowed: a podSelector with labels',
  ],
  [
    "another label",
    { "spec.namespaceSelector": { matchLabels: { team: "shop" } } },
    'ClusterSPIFFEID web sets spec.namespaceSelector to {"matchLabels":{"team":"shop"}}; allowed: kubernetes.io/metadata.name with exact values',
  ],
  [
    "no selector",
    { "spec.namespaceSelector": undefined },
    "ClusterSPIFFEID web does not set spec.namespaceSelector; allowed: kubernetes.io/metadata.name with exact values",
  ],
  [
    "the label alone",
    { "spec.namespaceSelector": { matchExpressions: [{ key: "kubernetes.io/metadata.name", operator: "Exists" }] } },
    'ClusterSPIFFEID web sets spec.namespaceSelector to {"matchExpressions":[{"key":"kubernetes.io/metadata.name","operator":"Exists"}]}; allowed: kubernetes.io/metadata.name with exact values',
  ],
  [
    "unknown",
    { "spec.namespaceSelector": UNKNOWN },
    "unknown: ClusterSPIFFEID web: spec.namespaceSelector is not known before deployment; allowed: kubernetes.io/metadata.name with exact values",
  ],
]);

cases(spireUnanchoredSelector, clusterStaticEntry, [
  ["a node", { "spec.selectors": ["k8s_psat:cluster:main"] }],
  [
    "a user id",
    { "spec.selectors": ["unix:uid:0"] },
    'ClusterStaticEntry batch sets spec.selectors to ["unix:uid:0"]; allowed: k8s:ns:… and k8s:sa:…, or a node attestor',
  ],
  [
    "no account",
    { "spec.selectors": ["k8s:ns:shop"] },
    'ClusterStaticEntry batch sets spec.selectors to ["k8s:ns:shop"]; allowed: k8s:ns:… and k8s:sa:…, or a node attestor',
  ],
  [
    "one unknown",
    { "spec.selectors[1]": UNKNOWN },
    "unknown: ClusterStaticEntry batch: spec.selectors[1] is not known before deployment; allowed: k8s:ns:… and k8s:sa:…, or a node attestor",
  ],
]);
