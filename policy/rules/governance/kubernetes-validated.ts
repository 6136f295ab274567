import { FROM_PROD } from "../../lib/levels.ts";
import { holdsLayer, judgeEvidence } from "../../lib/production.ts";
import type { WorldRule } from "../../lib/rule.ts";

export const kubernetesValidated: WorldRule = {
  name: "kubernetes-validated",
  title: "Checklist 8: the wiring was verified",
  description:
    "A platform stack must register a palisade:evidence:Evidence whose command is k8s-validate and whose passed is true: what the last run of `make validate` found, as a deployment before this one left it. Evidence of an older release passes; its date is for the reviewer.",
  severity: "medium",
  level: FROM_PROD,
  controls: ["P-104", "P-106", "PCI-DSS 11.3.1", "SOC2 CC4.1", "ISO27001 A.8.29"],
  remediation: "Run the command against the cluster and register its report.",
  scope: "world",
  appliesTo: (world) => holdsLayer(world, "services"),
  check: (world) => judgeEvidence(world, "k8s-validate"),
};
