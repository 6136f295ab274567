import { ofKind } from "../../lib/kinds.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { isUnknown, isAbsent, read, text, items } from "../../lib/plain.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below, each, mustBe, refused, notKnown, objectOf } from "../../lib/subject.ts";
import type { Plain } from "../../lib/verdict.ts";

export const ingressTls: ResourceRule = {
  name: "ingress-tls",
  title: "Ingresses end TLS for every host",
  description:
    "Every host of an Ingress must be listed under spec.tls, and there must be at least one entry: a host without is served in clear. Gateways are gateway-tls's.",
  severity: "high",
  level: FROM_STAGING,
  controls: ["P-49", "PCI-DSS 4.2.1", "SOC2 CC6.7", "ISO27001 A.8.24", "NSA-CISA network separation"],
  remediation: "Add a spec.tls entry with the host and a certificate's secretName.",
  scope: "resource",
  appliesTo: ofKind("networking.k8s.io/Ingress"),
  check: (resource) => {
    const ingress = objectOf(resource);
    const tls = mustBe(below(ingress, "spec", "tls"), (list) => items(list).length > 0, "at least one entry");
    if (tls.length > 0) return tls;
    const covered = each(ingress, "spec", "tls").flatMap((entry) => items(read(entry.value, "hosts")));
    return each(ingress, "spec", "rules")
      .map((rule) => below(rule, "host"))
      .filter(({ value }) => !isAbsent(value) && !covered.some((host) => coversHost(host, value)))
      .map((host) => (isUnknown(host.value) || covered.some(isUnknown) ? notKnown(host, ALLOWED) : refused(host, ALLOWED)));
  },
};

const ALLOWED = "a host listed under spec.tls";

/** A wildcard certificate stands for one label. */
function coversHost(listed: Plain, host: Plain): boolean {
  const [pattern, name] = [text(listed) ?? "", text(host) ?? ""];
  return pattern === name || (pattern.startsWith("*.") && name.slice(name.indexOf(".") + 1) === pattern.slice(2));
}
