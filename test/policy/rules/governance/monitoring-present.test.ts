import type { PlainRecord } from "../../../../policy/lib/plain.ts";
import { monitoringPresent } from "../../../../policy/rules/governance/monitoring-present.ts";
import { change } from "../../fixtures/change.ts";
import { deployment } from "../../fixtures/objects.ts";
import { NOT_APPLICABLE, pulumiResource, worldCases } from "../cases.ts";

const platform = pulumiResource("palisade:platform:Platform");
const collector = change(deployment, { "container.image": "docker.io/otel/opentelemetry-collector:0.140.0" });
const alerts: PlainRecord = {
  apiVersion: "monitoring.coreos.com/v1",
  kind: "PrometheusRule",
  metadata: { name: "alerts", namespace: "shop" },
  spec: { groups: [{ name: "shop", rules: [{ alert: "Down", expr: "up == 0" }] }] },
};

worldCases(monitoringPresent, [
  ["collector and alerts", [platform, collector, alerts]],
  ["no alerts", [platform, collector], "the platform does not hold a PrometheusRule with an alert; allowed: both"],
  [
    "recording rules only",
    [platform, collector, change(alerts, { "spec.groups[0].rules": [{ record: "up:sum", expr: "sum(up)" }] })],
    "the platform does not hold a PrometheusRule with an alert; allowed: both",
  ],
  ["no collector", [platform, deployment, alerts], "the platform does not hold an OpenTelemetry collector; allowed: both"],
  ["another program", [collector], NOT_APPLICABLE],
  [
    "a platform that brings them later",
    [pulumiResource("palisade:platform:Platform", { layers: ["audit", "cloud", "platform"] })],
    NOT_APPLICABLE,
  ],
]);
