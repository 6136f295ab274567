import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { probes } from "../../../../policy/rules/workload/probes.ts";
import { deployment } from "../../fixtures/objects.ts";
import { cases, NOT_APPLICABLE } from "../cases.ts";

cases(probes, deployment, [
  [
    "no liveness probe",
    { "container.livenessProbe": undefined },
    'Deployment shop/web: container "app" does not set livenessProbe; allowed: a probe',
  ],
  [
    "no readiness probe",
    { "container.readinessProbe": null },
    'Deployment shop/web: container "app" does not set readinessProbe; allowed: a probe',
  ],
  ["an init container has none", { "init.livenessProbe": undefined }],
  ["a startup probe beside them", { "container.startupProbe.tcpSocket.port": 80 }],
  [
    "a startup probe instead",
    { "container.livenessProbe": undefined, "container.startupProbe.tcpSocket.port": 80 },
    'Deployment shop/web: container "app" does not set livenessProbe; allowed: a probe',
  ],
  [
    "an unknown probe",
    { "container.livenessProbe": UNKNOWN },
    'unknown: Deployment shop/web: container "app": spec.template.spec.containers[0].livenessProbe is not known before deployment; allowed: a probe',
  ],
  ["a Job", { apiVersion: "batch/v1", kind: "Job" }, NOT_APPLICABLE],
]);
