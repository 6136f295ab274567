import { describeResource, fail } from "../../lib/finding.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { isNetworkPolicy } from "../../lib/reachability/cluster.ts";
import { isDnsServer, opensDnsAlone } from "../../lib/reachability/dns.ts";
import { judgePolicy, namedPeers, PART, rulesOf, type DirectedRule } from "../../lib/reachability/judgePolicy.ts";
import { unlessReasoned } from "../../lib/reasoned.ts";
import { namesNothing } from "../../lib/reachability/selector.ts";
import type { ResourceRule } from "../../lib/rule.ts";

export const netpolSelectsAll: ResourceRule = {
  name: "netpol-selects-all",
  title: "What a policy allows, it allows named pods",
  description:
    "A policy that selects every pod of its namespace (an empty podSelector, or one that only leaves out) may deny, and may open DNS to the cluster's DNS pods; whatever else it opens, it opens for every pod there, those of tomorrow too. A label that every pod carries passes here; reachable-equals-declared sees that.",
  severity: "medium",
  level: FROM_STAGING,
  controls: [
    "P-44",
    "S-73",
    "S-74",
    "CIS-K8S 5.3.2",
    "NSA-CISA network separation",
    "PCI-DSS 1.2.5",
    "SOC2 CC6.6",
    "ISO27001 A.8.22",
  ],
  remediation:
    "Write one policy for each workload, with its labels in podSelector, or say in the annotation palisade.dev/reason why every pod is meant.",
  scope: "resource",
  appliesTo: isNetworkPolicy,
  check: judgePolicy(PART.allRules, (policy) =>
    !namesNothing(policy.podSelector)
      ? []
      : unlessReasoned(
          policy.resource,
          rulesOf(policy)
            .filter((rule) => !isDnsAlone(rule))
            .map(({ path, direction }) =>
              fail(
                `${describeResource(policy.resource)}: ${path} opens ${direction} for every pod of the namespace; ${ALLOWED}`,
                {
                  path,
                },
              ),
            ),
        ),
  ),
};

const ALLOWED = "allowed: DNS, or a podSelector that names pods, or the annotation palisade.dev/reason";

function isDnsAlone(rule: DirectedRule): boolean {
  const named = rule.direction === "egress" && rule.peers !== "any";
  return named && opensDnsAlone(rule) && namedPeers(rule).every(isDnsServer);
}
