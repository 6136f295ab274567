import { ofKind } from "../../lib/kinds.ts";
import { ALWAYS } from "../../lib/levels.ts";
import { items } from "../../lib/plain.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below, mustBe, objectOf } from "../../lib/subject.ts";

export const serviceExternalIp: ResourceRule = {
  name: "service-external-ip",
  title: "Services claim no foreign addresses",
  description:
    "spec.externalIPs must be empty: a Service that names an address takes over the traffic of every pod to it (CVE-2020-8554). Names are service-external-name's.",
  severity: "high",
  level: ALWAYS,
  controls: ["P-55", "NSA-CISA network separation", "PCI-DSS 1.4.1", "SOC2 CC6.6", "ISO27001 A.8.20"],
  remediation: "Use a load balancer's own address.",
  scope: "resource",
  appliesTo: ofKind("/Service"),
  check: (resource) =>
    mustBe(below(objectOf(resource), "spec", "externalIPs"), (list) => items(list).length === 0, "no external addresses"),
};
