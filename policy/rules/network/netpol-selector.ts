import { describeResource, fail } from "../../lib/finding.ts";
import { ADVICE } from "../../lib/levels.ts";
import { isNetworkPolicy, NAMESPACE_NAME_LABEL } from "../../lib/reachability/cluster.ts";
import { judgePolicy, namedPeers, PART, rulesOf } from "../../lib/reachability/judgePolicy.ts";
import type { PolicyPeer } from "../../lib/reachability/networkPolicy.ts";
import type { ResourceRule } from "../../lib/rule.ts";

export const netpolSelector: ResourceRule = {
  name: "netpol-selector",
  title: "Namespaces are selected by the name the API server sets",
  description:
    "A namespaceSelector names its namespaces by kubernetes.io/metadata.name, which nobody can change. Whoever may label a namespace joins a peer that is selected by any other label, and labels such as name are not set by default, so a rule that counts on one may open nothing.",
  severity: "medium",
  level: ADVICE,
  controls: ["P-44", "S-32", "NSA-CISA network separation", "PCI-DSS 1.2.5", "SOC2 CC6.6", "ISO27001 A.8.22"],
  remediation: "Select by kubernetes.io/metadata.name; beside it other labels may narrow further.",
  scope: "resource",
  appliesTo: isNetworkPolicy,
  check: judgePolicy(PART.anyPeer, (policy) =>
    rulesOf(policy)
      .flatMap(namedPeers)
      .filter(selectsByMutableLabels)
      .map(({ path }) => {
        const field = `${path}.namespaceSelector`;
        return fail(
          `${describeResource(policy.resource)}: ${field} does not name namespaces by ${NAMESPACE_NAME_LABEL}; allowed: that label with exact values`,
          { path: field },
        );
      }),
  ),
};

function selectsByMutableLabels(peer: PolicyPeer): boolean {
  if (peer.kind === "block" || peer.namespaces === undefined) return false;
  // A part that is not known yet is reported as such already.
  if (peer.namespaces.some(({ operator }) => operator === "Unknown")) return false;
  return !peer.namespaces.some(({ key, operator }) => key === NAMESPACE_NAME_LABEL && operator === "In");
}
