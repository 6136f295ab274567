import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { pdb } from "../../../../policy/rules/workload/pdb.ts";
import { change } from "../../fixtures/change.ts";
import { autoscaler, deployment, podDisruptionBudget, statefulSet } from "../../fixtures/objects.ts";
import { NOT_APPLICABLE, worldCases, type WorldCase } from "../cases.ts";

worldCases(pdb, [
  ["a budget that selects the pods", [deployment, podDisruptionBudget]],
  [
    "no budget",
    [deployment],
    "Deployment shop/web runs two pods or more without a disruption budget; allowed: a PodDisruptionBudget in its namespace that selects its pods and keeps one at least",
  ],
  [
    "a budget of other pods",
    [deployment, change(podDisruptionBudget, { "spec.selector.matchLabels": { "app.kubernetes.io/name": "other" } })],
    "Deployment shop/web runs two pods or more without a disruption budget; allowed: a PodDisruptionBudget in its namespace that selects its pods and keeps one at least",
  ],
  [
    "a budget of another namespace",
    [deployment, change(podDisruptionBudget, { "metadata.namespace": "other" })],
    "Deployment shop/web runs two pods or more without a disruption budget; allowed: a PodDisruptionBudget in its namespace that selects its pods and keeps one at least",
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
  ...(["100%", "67%", 2, 1000] as const).map((value): WorldCase => [
    `a budget under which ${value} may go at once`,
    [deployment, change(podDisruptionBudget, { "spec.maxUnavailable": value })],
    "Deployment shop/web has a disruption budget that lets all of its pods go at once; allowed: a PodDisruptionBudget in its namespace that selects its pods and keeps one at least",
  ]),
  [
    "a budget that keeps nothing",
    [deployment, change(podDisruptionBudget, { "spec.maxUnavailable": undefined, "spec.minAvailable": "0%" })],
    "Deployment shop/web has a disruption budget that lets all of its pods go at once; allowed: a PodDisruptionBudget in its namespace that selects its pods and keeps one at least",
  ],
  ["half, in per cent", [deployment, change(podDisruptionBudget, { "spec.maxUnavailable": "50%" })]],
  [
    "a budget not known yet",
    [deployment, change(podDisruptionBudget, { "spec.maxUnavailable": UNKNOWN })],
    "unknown: Deployment shop/web: its replicas, labels or budgets are not known before deployment; allowed: a PodDisruptionBudget in its namespace that selects its pods and keeps one at least",
  ],
  ["one pod needs none", [change(deployment, { "spec.replicas": 1 })]],
  [
    "an autoscaler up to five",
    [change(deployment, { "spec.replicas": undefined }), autoscaler],
    "Deployment shop/web runs two pods or more without a disruption budget; allowed: a PodDisruptionBudget in its namespace that selects its pods and keeps one at least",
  ],
  [
    "unknown replicas",
    [change(deployment, { "spec.replicas": UNKNOWN })],
    "unknown: Deployment shop/web: its replicas, labels or budgets are not known before deployment; allowed: a PodDisruptionBudget in its namespace that selects its pods and keeps one at least",
  ],
  [
    "unknown labels",
    [change(deployment, { "spec.template.metadata.labels": UNKNOWN }), podDisruptionBudget],
    "unknown: Deployment shop/web: its replicas, labels or budgets are not known before deployment; allowed: a PodDisruptionBudget in its namespace that selects its pods and keeps one at least",
  ],
  ["no controller", [podDisruptionBudget], NOT_APPLICABLE],
]);
