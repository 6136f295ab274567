import { allowanceRules, isEmptyRule } from "../../lib/authorizationPolicy.ts";
import { ofKind } from "../../lib/kinds.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { items, entries } from "../../lib/plain.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below, each, mustBe } from "../../lib/subject.ts";
import type { Plain } from "../../lib/verdict.ts";

export const authorizationPolicyAllowAll: ResourceRule = {
  name: "authorization-policy-allow-all",
  title: "No Istio policy allows everybody",
  description:
    "No rule of an AuthorizationPolicy that allows may be empty ({} allows everything) and no source may be a wildcard alone (principals or namespaces *): * means any identity of any trust domain that the mesh accepts. A policy without rules allows nothing and is the default deny.",
  severity: "critical",
  level: FROM_STAGING,
  controls: [
    "P-49",
    "P-50",
    "S-61",
    "NSA-CISA authentication and authorization",
    "PCI-DSS 7.2.1",
    "SOC2 CC6.1",
    "ISO27001 A.5.15",
  ],
  remediation: "Name principals: <trust domain>/ns/<namespace>/sa/<name>.",
  scope: "resource",
  appliesTo: ofKind("security.istio.io/AuthorizationPolicy"),
  check: (resource) =>
    allowanceRules(resource).flatMap((rule) => [
      ...mustBe(rule, (value) => !isEmptyRule(value), "rules with from, to or when"),
      ...each(rule, "from").flatMap((from) => mustBe(below(from, "source"), isNarrow, "named principals or namespaces")),
    ]),
};

/** Every list of a source must hold: one that is no wildcard narrows it. */
function isNarrow(source: Plain): boolean {
  return entries(source).some(([, values]) => !items(values).includes("*") && items(values).length > 0);
}
