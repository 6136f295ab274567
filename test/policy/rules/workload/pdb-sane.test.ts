import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { pdbSane } from "../../../../policy/rules/workload/pdb-sane.ts";
import { podDisruptionBudget } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(pdbSane, podDisruptionBudget, [
  [
    "nothing may be unavailable",
    { "spec.maxUnavailable": 0 },
    "PodDisruptionBudget shop/web sets spec.maxUnavailable to 0; allowed: 1 or more, or a share between 0% and 100%",
  ],
  [
    "nothing, in per cent",
    { "spec.maxUnavailable": "0%" },
    'PodDisruptionBudget shop/web sets spec.maxUnavailable to "0%"; allowed: 1 or more, or a share between 0% and 100%',
  ],
  [
    "neither is said",
    { "spec.maxUnavailable": undefined },
    "PodDisruptionBudget shop/web does not set spec.maxUnavailable; allowed: 1 or more, or a share between 0% and 100%",
  ],
  [
    "everything may be unavailable",
    { "spec.maxUnavailable": "100%" },
    'PodDisruptionBudget shop/web sets spec.maxUnavailable to "100%"; allowed: 1 or more, or a share between 0% and 100%',
  ],
  [
    "more than everything",
    { "spec.maxUnavailable": "250%" },
    'PodDisruptionBudget shop/web sets spec.maxUnavailable to "250%"; allowed: 1 or more, or a share between 0% and 100%',
  ],
  [
    "no per cent sign",
    { "spec.maxUnavailable": "1" },
    'PodDisruptionBudget shop/web sets spec.maxUnavailable to "1"; allowed: 1 or more, or a share between 0% and 100%',
  ],
  ["a share", { "spec.maxUnavailable": "25%" }],
  [
    "nothing need be available",
    { "spec.maxUnavailable": undefined, "spec.minAvailable": 0 },
    "PodDisruptionBudget shop/web sets spec.minAvailable to 0; allowed: 1 or more, or a share between 0% and 100%",
  ],
  [
    "nothing, in per cent, must be available",
    { "spec.maxUnavailable": undefined, "spec.minAvailable": "0%" },
    'PodDisruptionBudget shop/web sets spec.minAvailable to "0%"; allowed: 1 or more, or a share between 0% and 100%',
  ],
  [
    "both, which the API server refuses",
    { "spec.minAvailable": 1 },
    "PodDisruptionBudget shop/web sets spec.maxUnavailable to 1; allowed: not set beside minAvailable",
  ],
  ["a minimum", { "spec.maxUnavailable": undefined, "spec.minAvailable": 2 }],
  [
    "everything must be available",
    { "spec.maxUnavailable": undefined, "spec.minAvailable": "100%" },
    'PodDisruptionBudget shop/web sets spec.minAvailable to "100%"; allowed: 1 or more, or a share between 0% and 100%',
  ],
  [
    "an unknown number",
    { "spec.maxUnavailable": UNKNOWN },
    "unknown: PodDisruptionBudget shop/web: spec.maxUnavailable is not known before deployment; allowed: 1 or more, or a share between 0% and 100%",
  ],
]);
