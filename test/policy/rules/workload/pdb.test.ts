import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { pdb } from "../../../../policy/rules/workload/pdb.ts";
import { change } from "../../fixtures/change.ts";
import { autoscaler, deployment, podDisruptionBudget, statefulSet } from "../../fixtures/objects.ts";
import { NOT_APPLICABLE, worldCases } from "../cases.ts";

worldCases(pdb, [
  ["a budget that selects the pods", [deployment, podDisruptionBudget]],
  [
    "no budget",
    [deployment],
    "Deployment shop/web runs two pods or more without a disruption budget; allowed: a PodDisruptionBudget in its namespace that selects its pods",
  ],
  [
    "a budget of other pods",
    [deployment, change(podDisruptionBudget, { "spec.selector.matchLabels": { "app.kubernetes.io/name": "other" } })],
    "Deployment shop/web runs two pods or more without a disruption budget; allowed: a PodDisruptionBudget in its namespace that selects its pods",
  ],
  [
    "a budget of another namespace",
    [deployment, change(podDisruptionBudget, { "metadata.namespace": "other" })],
    "Deployment shop/web runs two pods or more without a disruption budget; allowed: a PodDisruptionBudget in its namespace that selects its pods",
  ],
  [
    "a budget by expression",
    [
      statefulSet,
      change(podDisruptionBudget, {
        "spec.selector": { matchExpressions: [{ key: "app.kubernetes.io/name", operator: "In", values: ["web"] }] },
      }),
    ],
  ],
  ["one pod needs none", [change(deployment, { "spec.replicas": 1 })]],
  [
    "an autoscaler up to five",
    [change(deployment, { "spec.replicas": undefined }), autoscaler],
    "Deployment shop/web runs two pods or more without a disruption budget; allowed: a PodDisruptionBudget in its namespace that selects its pods",
  ],
  [
    "unknown replicas",
    [change(deployment, { "spec.replicas": UNKNOWN })],
    "unknown: Deployment shop/web: its replicas, labels or budgets are not known before deployment; allowed: a PodDisruptionBudget in its namespace that selects its pods",
  ],
  [
    "unknown labels",
    [change(deployment, { "spec.template.metadata.labels": UNKNOWN }), podDisruptionBudget],
    "unknown: Deployment shop/web: its replicas, labels or budgets are not known before deployment; allowed: a PodDisruptionBudget in its namespace that selects its pods",
  ],
  ["no controller", [podDisruptionBudget], NOT_APPLICABLE],
]);
