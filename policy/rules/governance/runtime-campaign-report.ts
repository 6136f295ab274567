import { FROM_PROD } from "../../lib/levels.ts";
import { holdsLayer, judgeEvidence } from "../../lib/production.ts";
import type { WorldRule } from "../../lib/rule.ts";

export const runtimeCampaignReport: WorldRule = {
  name: "runtime-campaign-report",
  title: "Checklist 9: the validation campaign ran",
  description:
    "A platform stack must register a palisade:evidence:Evidence whose command is k8s-runtime-campaign and whose passed is true: what the last run of `make campaign` found, as a deployment before this one left it. Evidence of an older release passes; its date is for the reviewer.",
  severity: "medium",
  level: FROM_PROD,
  controls: ["P-105", "P-106", "PCI-DSS 11.3.1", "SOC2 CC4.1", "ISO27001 A.8.29"],
  remediation: "Run the command against the cluster and register its report.",
  scope: "world",
  appliesTo: (world) => holdsLayer(world, "services"),
  check: (world) => judgeEvidence(world, "k8s-runtime-campaign"),
};
