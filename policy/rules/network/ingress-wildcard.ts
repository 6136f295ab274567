import { ofKind } from "../../lib/kinds.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { isAbsent, text } from "../../lib/plain.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below, each, mustBe, objectOf } from "../../lib/subject.ts";
import type { Plain } from "../../lib/verdict.ts";

export const ingressWildcard: ResourceRule = {
  name: "ingress-wildcard",
  title: "Ingresses name their hosts",
  description:
    "Every rule of an Ingress must name a host without *, and there must be no defaultBackend: a catch-all answers for names nobody reviewed.",
  severity: "medium",
  level: FROM_STAGING,
  controls: ["NSA-CISA network separation", "PCI-DSS 1.4.1", "SOC2 CC6.6", "ISO27001 A.8.20"],
  remediation: "List the hosts one by one.",
  scope: "resource",
  appliesTo: ofKind("networking.k8s.io/Ingress"),
  check: (resource) => [
    ...mustBe(below(objectOf(resource), "spec", "defaultBackend"), isAbsent, "no default backend"),
    ...each(objectOf(resource), "spec", "rules").flatMap((rule) => mustBe(below(rule, "host"), isNamed, "a host name without *")),
  ],
};

function isNamed(host: Plain): boolean {
  return (text(host) ?? "") !== "" && !text(host)?.includes("*");
}
