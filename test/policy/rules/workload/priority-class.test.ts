import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { priorityClass } from "../../../../policy/rules/workload/priority-class.ts";
import { deployment } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(priorityClass, deployment, [
  [
    "none",
    { "pod.priorityClassName": undefined },
    "Deployment shop/web does not set priorityClassName; allowed: the name of a PriorityClass",
  ],
  [
    "an empty name",
    { "pod.priorityClassName": "" },
    'Deployment shop/web sets priorityClassName to ""; allowed: the name of a PriorityClass',
  ],
  [
    "an unknown name",
    { "pod.priorityClassName": UNKNOWN },
    "unknown: Deployment shop/web: spec.template.spec.priorityClassName is not known before deployment; allowed: the name of a PriorityClass",
  ],
]);
