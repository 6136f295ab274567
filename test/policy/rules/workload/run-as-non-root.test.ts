import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { runAsNonRoot } from "../../../../policy/rules/workload/run-as-non-root.ts";
import { deployment } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(runAsNonRoot, deployment, [
  [
    "set nowhere",
    { "pod.securityContext.runAsNonRoot": undefined },
    [
      'Deployment shop/web: container "app" does not set securityContext.runAsNonRoot, nor does its pod; allowed: true',
      'Deployment shop/web: init container "prepare" does not set securityContext.runAsNonRoot, nor does its pod; allowed: true',
    ],
  ],
  [
    "false on the pod",
    { "pod.securityContext.runAsNonRoot": false },
    "Deployment shop/web sets securityContext.runAsNonRoot to false; allowed: true",
  ],
  [
    "false on a container",
    { "container.securityContext.runAsNonRoot": false },
    'Deployment shop/web: container "app" sets securityContext.runAsNonRoot to false; allowed: true',
  ],
  [
    "true on every container",
    {
      "pod.securityContext.runAsNonRoot": undefined,
      "container.securityContext.runAsNonRoot": true,
      "init.securityContext.runAsNonRoot": true,
    },
  ],
  [
    "true on one container only",
    { "pod.securityContext.runAsNonRoot": undefined, "container.securityContext.runAsNonRoot": true },
    'Deployment shop/web: init container "prepare" does not set securityContext.runAsNonRoot, nor does its pod; allowed: true',
  ],
  [
    "text instead of a boolean",
    { "pod.securityContext.runAsNonRoot": "true" },
    'Deployment shop/web sets securityContext.runAsNonRoot to "true"; allowed: true',
  ],
  ["set nowhere, in a user namespace", { "pod.securityContext.runAsNonRoot": undefined, "pod.hostUsers": false }],
  [
    "set nowhere, in the node's user namespace",
    { "pod.securityContext.runAsNonRoot": undefined, "pod.hostUsers": true },
    [
      'Deployment shop/web: container "app" does not set securityContext.runAsNonRoot, nor does its pod; allowed: true',
      'Deployment shop/web: init container "prepare" does not set securityContext.runAsNonRoot, nor does its pod; allowed: true',
    ],
  ],
  [
    "an unknown value",
    { "pod.securityContext.runAsNonRoot": UNKNOWN },
    "unknown: Deployment shop/web: spec.template.spec.securityContext.runAsNonRoot is not known before deployment; allowed: true",
  ],
]);
