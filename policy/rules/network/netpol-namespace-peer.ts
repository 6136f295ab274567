import { describeResource, fail } from "../../lib/finding.ts";
import { ADVICE } from "../../lib/levels.ts";
import { isNetworkPolicy } from "../../lib/reachability/cluster.ts";
import { opensDnsAlone } from "../../lib/reachability/dns.ts";
import { judgePolicy, PART, rulesOf, selectsUnnamedNamespaces, unnamedPods } from "../../lib/reachability/judgePolicy.ts";
import { unlessReasoned } from "../../lib/reasoned.ts";
import type { PodsPeer } from "../../lib/reachability/networkPolicy.ts";
import type { ResourceRule } from "../../lib/rule.ts";

export const netpolNamespacePeer: ResourceRule = {
  name: "netpol-namespace-peer",
  title: "Peers name pods, not whole namespaces",
  description:
    "A peer names its pods by a podSelector: one with a namespaceSelector alone, or with an empty podSelector, is every pod of the namespace, those of tomorrow too, so the least guarded pod there speaks for all. Peers of all namespaces are netpol-empty-peer's, and DNS is for everybody. A label that every pod carries passes here; reachable-equals-declared sees that.",
  severity: "medium",
  level: ADVICE,
  controls: ["P-44", "S-73", "S-74", "NSA-CISA network separation", "PCI-DSS 1.2.5", "SOC2 CC6.6", "ISO27001 A.8.22"],
  remediation: "Add a podSelector, or say in the annotation palisade.dev/reason why every pod of the namespace is meant.",
  scope: "resource",
  appliesTo: isNetworkPolicy,
  check: judgePolicy(PART.anyPeer, (policy) =>
    unlessReasoned(
      policy.resource,
      rulesOf(policy)
        .filter((rule) => !opensDnsAlone(rule))
        .flatMap(unnamedPods)
        .filter((peer) => !selectsUnnamedNamespaces(peer))
        .map((peer) => fail(`${describeResource(policy.resource)}: ${peer.path} ${says(peer)}; ${ALLOWED}`, { path: peer.path })),
    ),
  ),
};

const ALLOWED = "allowed: a podSelector that names them, or the annotation palisade.dev/reason";

function says({ namespaces }: PodsPeer): string {
  return `is every pod of ${namespaces === undefined ? "its own namespace" : "the namespaces it selects"}`;
}
