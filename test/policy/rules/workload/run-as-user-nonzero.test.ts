import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { runAsUserNonzero } from "../../../../policy/rules/workload/run-as-user-nonzero.ts";
import { deployment } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(runAsUserNonzero, deployment, [
  [
    "root on the pod",
    { "pod.securityContext.runAsUser": 0 },
    "Deployment shop/web sets securityContext.runAsUser to 0; allowed: a user ID above 0, or not set",
  ],
  [
    "root on an init container",
    { "init.securityContext.runAsUser": 0 },
    'Deployment shop/web: init container "prepare" sets securityContext.runAsUser to 0; allowed: a user ID above 0, or not set',
  ],
  ["not set", { "pod.securityContext.runAsUser": undefined }],
  ["the root group is another matter", { "pod.securityContext.runAsGroup": 0 }],
  [
    "root as text",
    { "pod.securityContext.runAsUser": "0" },
    'Deployment shop/web sets securityContext.runAsUser to "0"; allowed: a user ID above 0, or not set',
  ],
  ["root in a user namespace", { "pod.securityContext.runAsUser": 0, "pod.hostUsers": false }],
  [
    "an unknown user",
    { "pod.securityContext.runAsUser": UNKNOWN },
    "unknown: Deployment shop/web: spec.template.spec.securityContext.runAsUser is not known before deployment; allowed: a user ID above 0, or not set",
  ],
]);
