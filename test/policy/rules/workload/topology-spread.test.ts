import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { topologySpread } from "../../../../policy/rules/workload/topology-spread.ts";
import { change } from "../../fixtures/change.ts";
import { deployment, job, statefulSet } from "../../fixtures/objects.ts";
import { NOT_APPLICABLE, worldCases } from "../cases.ts";

worldCases(topologySpread, [
  ["constraints", [deployment]],
  [
    "nothing",
    [change(deployment, { "pod.topologySpreadConstraints": undefined })],
    "Deployment shop/web does not set topologySpreadConstraints; allowed: constraints that spread the pods, or a podAntiAffinity",
  ],
  [
    "an empty list",
    [change(deployment, { "pod.topologySpreadConstraints": [] })],
    "Deployment shop/web sets topologySpreadConstraints to []; allowed: constraints that spread the pods, or a podAntiAffinity",
  ],
  ["an anti-affinity", [change(deployment, { "pod.topologySpreadConstraints": undefined, "pod.affinity.podAntiAffinity": {} })]],
  [
    "an affinity",
    [change(deployment, { "pod.topologySpreadConstraints": undefined, "pod.affinity.podAffinity": {} })],
    "Deployment shop/web does not set topologySpreadConstraints; allowed: constraints that spread the pods, or a podAntiAffinity",
  ],
  ["one pod", [change(deployment, { "spec.replicas": 1, "pod.topologySpreadConstraints": undefined })]],
  [
    "unknown constraints",
    [change(statefulSet, { "pod.topologySpreadConstraints": UNKNOWN })],
    "unknown: StatefulSet shop/web: spec.template.spec.topologySpreadConstraints is not known before deployment; allowed: constraints that spread the pods, or a podAntiAffinity",
  ],
  ["a Job", [job], NOT_APPLICABLE],
]);
