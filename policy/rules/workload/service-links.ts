import { FROM_STAGING } from "../../lib/levels.ts";
import { eachPod, hasPods, BYPASS } from "../../lib/podSecurity.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below, mustBe } from "../../lib/subject.ts";

export const serviceLinks: ResourceRule = {
  name: "service-links",
  title: "Pods are not told about every Service",
  description: `enableServiceLinks must be false: otherwise every container gets the addresses of all Services of its namespace as variables, a map for an intruder and a source of clashes. ${BYPASS}`,
  severity: "low",
  level: FROM_STAGING,
  controls: ["NSA-CISA pod security", "SOC2 CC6.1", "ISO27001 A.8.9"],
  remediation: "Set enableServiceLinks: false; programs find Services by DNS.",
  scope: "resource",
  appliesTo: hasPods,
  check: eachPod((pod) => mustBe(below(pod, "enableServiceLinks"), (value) => value === false, "false")),
};
