import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { readonlyRootfs } from "../../../../policy/rules/workload/readonly-rootfs.ts";
import { deployment } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(readonlyRootfs, deployment, [
  [
    "false",
    { "container.securityContext.readOnlyRootFilesystem": false },
    'Deployment shop/web: container "app" sets securityContext.readOnlyRootFilesystem to false; allowed: true',
  ],
  [
    "not set in an init container",
    { "init.securityContext": undefined },
    'Deployment shop/web: init container "prepare" does not set securityContext.readOnlyRootFilesystem; allowed: true',
  ],
  ["not set in a Windows pod", { "init.securityContext": undefined, "pod.os.name": "windows" }],
  [
    "text instead of a boolean",
    { "container.securityContext.readOnlyRootFilesystem": "true" },
    'Deployment shop/web: container "app" sets securityContext.readOnlyRootFilesystem to "true"; allowed: true',
  ],
  [
    "an unknown value",
    { "container.securityContext.readOnlyRootFilesystem": UNKNOWN },
    'unknown: Deployment shop/web: container "app": spec.template.spec.containers[0].securityContext.readOnlyRootFilesystem is not known before deployment; allowed: true',
  ],
]);
