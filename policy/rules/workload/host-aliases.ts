import { FROM_STAGING } from "../../lib/levels.ts";
import { isAbsent } from "../../lib/plain.ts";
import { eachPod, hasPods, BYPASS } from "../../lib/podSecurity.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { each, mustBe } from "../../lib/subject.ts";

export const hostAliases: ResourceRule = {
  name: "host-aliases",
  title: "Pods do not rewrite host names",
  description: `hostAliases must be empty or not set: an entry in /etc/hosts sends a program to another address than DNS does, past flows and certificates that were reviewed by name. ${BYPASS}`,
  severity: "low",
  level: FROM_STAGING,
  controls: ["NSA-CISA network separation", "SOC2 CC6.6", "ISO27001 A.8.20"],
  remediation: "Remove hostAliases and use a Service or DNS.",
  scope: "resource",
  appliesTo: hasPods,
  check: eachPod((pod) => each(pod, "hostAliases").flatMap((alias) => mustBe(alias, isAbsent, "no host aliases"))),
};
