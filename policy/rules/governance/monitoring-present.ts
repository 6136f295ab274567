import { FROM_PROD } from "../../lib/levels.ts";
import { read, text, items } from "../../lib/plain.ts";
import { holdsLayer, missing, controllersRunning } from "../../lib/production.ts";
import type { WorldRule } from "../../lib/rule.ts";
import type { PolicyResource } from "../../lib/verdict.ts";

export const monitoringPresent: WorldRule = {
  name: "monitoring-present",
  title: "Checklist 7: monitoring and alerting are set up",
  description:
    "A platform stack must run an OpenTelemetry collector and hold a PrometheusRule with at least one alert. Whether the alerts reach anybody is not judged.",
  severity: "medium",
  level: FROM_PROD,
  controls: ["P-103", "P-106", "S-97", "S-98", "PCI-DSS 10.4.1", "SOC2 CC7.2", "ISO27001 A.8.16"],
  remediation: "Switch on palisade:observability with its alerts.",
  scope: "world",
  appliesTo: (world) => holdsLayer(world, "services"),
  check: (world) => {
    const collector = controllersRunning(world, /opentelemetry-collector/).length > 0;
    const alerts = world.byKind("PrometheusRule", "monitoring.coreos.com").some(hasAlert);
    const absent = [...(collector ? [] : ["an OpenTelemetry collector"]), ...(alerts ? [] : ["a PrometheusRule with an alert"])];
    return absent.length === 0 ? [] : missing(world, `the platform does not hold ${absent.join(" or ")}; allowed: both`);
  },
};

function hasAlert({ props }: PolicyResource): boolean {
  return items(read(props, "spec", "groups")).some((group) =>
    items(read(group, "rules")).some((one) => (text(read(one, "alert")) ?? "") !== ""),
  );
}
