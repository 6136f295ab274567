import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { rootGroup } from "../../../../policy/rules/workload/root-group.ts";
import { deployment } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(rootGroup, deployment, [
  ["groups above zero", { "pod.securityContext.fsGroup": 1000, "container.securityContext.runAsGroup": 1000 }],
  [
    "of the pod",
    { "pod.securityContext.runAsGroup": 0 },
    "Deployment shop/web sets securityContext.runAsGroup to 0; allowed: a group ID above 0, or not set",
  ],
  [
    "of a container",
    { "container.securityContext.runAsGroup": 0 },
    'Deployment shop/web: container "app" sets securityContext.runAsGroup to 0; allowed: a group ID above 0, or not set',
  ],
  [
    "of an init container, as text",
    { "init.securityContext.runAsGroup": "0" },
    'Deployment shop/web: init container "prepare" sets securityContext.runAsGroup to "0"; allowed: a group ID above 0, or not set',
  ],
  [
    "of volumes",
    { "pod.securityContext.fsGroup": 0 },
    "Deployment shop/web sets securityContext.fsGroup to 0; allowed: a group ID above 0, or not set",
  ],
  [
    "among others",
    { "pod.securityContext.supplementalGroups": [1000, 0] },
    "Deployment shop/web sets securityContext.supplementalGroups[1] to 0; allowed: a group ID above 0, or not set",
  ],
  [
    "root itself, of which another rule speaks",
    { "container.securityContext.runAsGroup": 0, "container.securityContext.runAsUser": 0 },
  ],
  [
    "unknown",
    { "container.securityContext.runAsGroup": UNKNOWN },
    'unknown: Deployment shop/web: container "app": spec.template.spec.containers[0].securityContext.runAsGroup is not known before deployment; allowed: a group ID above 0, or not set',
  ],
]);
