import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { replicas } from "../../../../policy/rules/workload/replicas.ts";
import { change } from "../../fixtures/change.ts";
import { autoscaler, deployment, statefulSet } from "../../fixtures/objects.ts";
import { NOT_APPLICABLE, worldCases } from "../cases.ts";

worldCases(replicas, [
  ["two", [deployment]],
  [
    "one",
    [change(deployment, { "spec.replicas": 1 })],
    "Deployment shop/web runs 1 at least; allowed: 2 or more, or the strategy Recreate",
  ],
  [
    "not set",
    [change(deployment, { "spec.replicas": undefined })],
    "Deployment shop/web runs 1 at least; allowed: 2 or more, or the strategy Recreate",
  ],
  ["one with Recreate", [change(deployment, { "spec.replicas": 1, "spec.strategy.type": "Recreate" })]],
  [
    "one with RollingUpdate",
    [change(deployment, { "spec.replicas": 1, "spec.strategy.type": "RollingUpdate" })],
    "Deployment shop/web runs 1 at least; allowed: 2 or more, or the strategy Recreate",
  ],
  ["an autoscaler with a minimum of two", [change(deployment, { "spec.replicas": undefined }), autoscaler]],
  [
    "an autoscaler with a minimum of one",
    [change(deployment, { "spec.replicas": undefined }), change(autoscaler, { "spec.minReplicas": undefined })],
    "Deployment shop/web runs 1 at least; allowed: 2 or more, or the strategy Recreate",
  ],
  [
    "an autoscaler of another Deployment",
    [change(deployment, { "spec.replicas": 1 }), change(autoscaler, { "spec.scaleTargetRef.name": "other" })],
    "Deployment shop/web runs 1 at least; allowed: 2 or more, or the strategy Recreate",
  ],
  [
    "unknown replicas",
    [change(deployment, { "spec.replicas": UNKNOWN })],
    "unknown: Deployment shop/web: its replicas are not known before deployment; allowed: 2 or more, or the strategy Recreate",
  ],
  ["a StatefulSet", [statefulSet], NOT_APPLICABLE],
]);
