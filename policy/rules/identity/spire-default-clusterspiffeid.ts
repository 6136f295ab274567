import { ofKind } from "../../lib/kinds.ts";
import { ALWAYS } from "../../lib/levels.ts";
import { read, items, entries } from "../../lib/plain.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below, mustBe, unless, objectOf } from "../../lib/subject.ts";
import type { Plain } from "../../lib/verdict.ts";

export const spireDefaultClusterspiffeid: ResourceRule = {
  name: "spire-default-clusterspiffeid",
  title: "No identity for every pod",
  description:
    'A ClusterSPIFFEID must select pods or namespaces: with both selectors empty every pod of the cluster gets an SVID, and "has an identity" no longer means anything. A selector on a label that any tenant can set is as weak.',
  severity: "critical",
  level: ALWAYS,
  controls: ["P-49", "P-50", "PCI-DSS 8.2.1", "SOC2 CC6.1", "ISO27001 A.5.16"],
  remediation:
    "Give each workload a ClusterSPIFFEID of its own with a podSelector and a namespaceSelector; switch off the default identity of the Helm chart.",
  scope: "resource",
  appliesTo: ofKind("spire.spiffe.io/ClusterSPIFFEID"),
  check: (resource) => {
    const pods = below(objectOf(resource), "spec", "podSelector");
    return unless(
      below(objectOf(resource), "spec", "namespaceSelector"),
      narrows,
      mustBe(pods, narrows, "a podSelector or a namespaceSelector that is not empty"),
    );
  },
};

/** An empty selector, or one whose lists are empty, selects everything. */
function narrows(selector: Plain): boolean {
  return entries(read(selector, "matchLabels")).length > 0 || items(read(selector, "matchExpressions")).length > 0;
}
