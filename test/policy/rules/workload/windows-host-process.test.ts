import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { windowsHostProcess } from "../../../../policy/rules/workload/windows-host-process.ts";
import { deployment } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(windowsHostProcess, deployment, [
  [
    "on the pod",
    { "pod.securityContext.windowsOptions.hostProcess": true },
    "Deployment shop/web sets securityContext.windowsOptions.hostProcess to true; allowed: false or not set",
  ],
  [
    "on a container",
    { "container.securityContext.windowsOptions.hostProcess": true },
    'Deployment shop/web: container "app" sets securityContext.windowsOptions.hostProcess to true; allowed: false or not set',
  ],
  ["false", { "pod.securityContext.windowsOptions.hostProcess": false }],
  [
    "an unknown value",
    { "pod.securityContext.windowsOptions.hostProcess": UNKNOWN },
    "unknown: Deployment shop/web: spec.template.spec.securityContext.windowsOptions.hostProcess is not known before deployment; allowed: false or not set",
  ],
]);
