import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { pdbSane } from "../../../../policy/rules/workload/pdb-sane.ts";
import { podDisruptionBudget } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(pdbSane, podDisruptionBudget, [
  [
    "nothing may be unavailable",
    { "spec.maxUnavailable": 0 },
    "PodDisruptionBudget shop/web sets spec.maxUnavailable to 0; allowed: 1 or more",
  ],
  [
    "nothing, in per cent",
    { "spec.maxUnavailable": "0%" },
    'PodDisruptionBudget shop/web sets spec.maxUnavailable to "0%"; allowed: 1 or more',
  ],
  [
    "neither is said",
    { "spec.maxUnavailable": undefined },
    "PodDisruptionBudget shop/web does not set spec.maxUnavailable; allowed: 1 or more",
  ],
  ["a minimum", { "spec.maxUnavailable": undefined, "spec.minAvailable": 2 }],
  [
    "everything must be available",
    { "spec.maxUnavailable": undefined, "spec.minAvailable": "100%" },
    'PodDisruptionBudget shop/web sets spec.minAvailable to "100%"; allowed: less than 100%',
  ],
  [
    "an unknown number",
    { "spec.maxUnavailable": UNKNOWN },
    "unknown: PodDisruptionBudget shop/web: spec.maxUnavailable is not known before deployment; allowed: 1 or more",
  ],
]);
