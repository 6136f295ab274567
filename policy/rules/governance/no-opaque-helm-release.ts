import { fail } from "../../lib/finding.ts";
import type { ResourceRule } from "../../lib/rule.ts";

export const noOpaqueHelmRelease: ResourceRule = {
  scope: "resource",
  name: "no-opaque-helm-release",
  title: "Charts are expanded, not installed as one opaque release",
  description:
    "A `helm.v3.Release` is one resource to the engine: the objects inside it pass by every rule, in preview and in deployment. " +
    "A helm called from a command is no-opaque-command's.",
  severity: "high",
  level: { local: "advisory", dev: "mandatory", staging: "mandatory", prod: "mandatory" },
  controls: ["P-55", "CIS-K8S 5.7.1", "NSA 1.1", "SOC2 CC8.1", "ISO27001 A.8.32"],
  remediation:
    "Render the chart and register its objects (ChartObjects here, `helm.v4.Chart` elsewhere), so that each of them is judged.",
  appliesTo: ({ type }) => type === "kubernetes:helm.sh/v3:Release",
  check: ({ name }) => [
    fail(`Release ${name} installs a chart whose objects no rule can see; only charts expanded into resources are allowed`, {
      path: "chart",
    }),
  ],
};
