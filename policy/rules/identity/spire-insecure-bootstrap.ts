import { ALWAYS } from "../../lib/levels.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { isSpireConfig, findSetting } from "../../lib/spireConfig.ts";

export const spireInsecureBootstrap: ResourceRule = {
  name: "spire-insecure-bootstrap",
  title: "SPIRE agents know the server before they trust it",
  description:
    "insecure_bootstrap must not be true in the configuration of a SPIRE agent: whichever server that answers would become the trust root of the node. Outside a laptop there is no reason for it.",
  severity: "critical",
  level: { ...ALWAYS, local: "advisory" },
  controls: ["P-49", "P-50", "PCI-DSS 4.2.1", "SOC2 CC6.1", "ISO27001 A.8.24"],
  remediation: "Set trust_bundle_path to the bundle that the server publishes (k8sbundle notifier).",
  scope: "resource",
  appliesTo: isSpireConfig,
  check: (resource) => findSetting(resource, "insecure_bootstrap", "not true"),
};
