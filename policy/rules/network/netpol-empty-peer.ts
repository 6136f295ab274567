import { describeResource, fail } from "../../lib/finding.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { isNetworkPolicy } from "../../lib/reachability/cluster.ts";
import {
  judgePolicy,
  PART,
  rulesOf,
  selectsUnnamedNamespaces,
  unnamedPods,
  type DirectedRule,
} from "../../lib/reachability/judgePolicy.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import type { Finding } from "../../lib/verdict.ts";

export const netpolEmptyPeer: ResourceRule = {
  name: "netpol-empty-peer",
  title: "No rule of a NetworkPolicy is open to everybody",
  description:
    "Every ingress and egress rule names its peers. An absent or empty from or to means every pod and every address, and a peer that selects all pods of all namespaces, or all but some (NotIn, DoesNotExist), is hardly narrower. Policies add up, so one such rule undoes a default deny beside it. A pod label that everything carries slips past this rule; reachable-equals-declared sees that.",
  severity: "high",
  level: FROM_STAGING,
  controls: [
    "P-04",
    "P-44",
    "P-101",
    "S-73",
    "S-74",
    "CIS-K8S 5.3.2",
    "NSA-CISA network separation",
    "PCI-DSS 1.3.1",
    "SOC2 CC6.6",
    "ISO27001 A.8.22",
  ],
  remediation: "Name the peers: a namespaceSelector on kubernetes.io/metadata.name together with a podSelector, or an ipBlock.",
  scope: "resource",
  appliesTo: isNetworkPolicy,
  check: judgePolicy(PART.anyPeer, (policy) =>
    rulesOf(policy).flatMap((rule) => judgeRule(rule, describeResource(policy.resource))),
  ),
};

function judgeRule(rule: DirectedRule, owner: string): readonly Finding[] {
  const list = rule.direction === "ingress" ? "from" : "to";
  if (rule.peers === "any") {
    return [
      fail(`${owner}: ${rule.path} has no ${list}, which allows ${rule.direction} with everything; allowed: named peers`, {
        path: rule.path,
      }),
    ];
  }
  return unnamedPods(rule)
    .filter(selectsUnnamedNamespaces)
    .map(({ path }) => fail(`${owner}: ${path} selects all pods of all namespaces; allowed: named peers`, { path }));
}
