import { FROM_STAGING } from "../../lib/levels.ts";
import { isAbsent } from "../../lib/plain.ts";
import { eachPod, hasPods, BYPASS } from "../../lib/podSecurity.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below, each, mustBe } from "../../lib/subject.ts";

export const dnsConfig: ResourceRule = {
  name: "dns-config",
  title: "Pods ask the cluster's DNS",
  description: `dnsPolicy must not be None and dnsConfig must name no nameservers: a server of somebody's own answers with addresses of its own, and every name that is asked for leaves the cluster. Options and search domains may be set. That no other server can be reached, netpol-dns demands. ${BYPASS}`,
  severity: "low",
  level: FROM_STAGING,
  controls: ["NSA-CISA network separation", "PCI-DSS 1.3.2", "SOC2 CC6.6", "ISO27001 A.8.20"],
  remediation: "Remove dnsPolicy and dnsConfig.nameservers; forward zones in the cluster's DNS.",
  scope: "resource",
  appliesTo: hasPods,
  check: eachPod((pod) => [
    ...mustBe(below(pod, "dnsPolicy"), (policy) => policy !== "None", "not None"),
    ...each(pod, "dnsConfig", "nameservers").flatMap((server) => mustBe(server, isAbsent, "no nameservers")),
  ]),
};
