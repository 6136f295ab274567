import { fail, describeResource } from "../../lib/finding.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { cidrRange, PRIVATE_CIDRS, sizeOf } from "../../lib/reachability/addresses.ts";
import { isNetworkPolicy } from "../../lib/reachability/cluster.ts";
import { intersectionOf, intervalSet } from "../../lib/reachability/intervals.ts";
import { blocksOf, judgePolicy, PART, rulesOf } from "../../lib/reachability/judgePolicy.ts";
import { unlessReasoned } from "../../lib/reasoned.ts";
import { type Direction, type NetworkPolicy } from "../../lib/reachability/networkPolicy.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import type { Finding } from "../../lib/verdict.ts";

export const netpolPrivateRange: ResourceRule = {
  name: "netpol-private-range",
  title: "No policy opens a whole private range without a reason",
  description:
    "The blocks of a policy, taken together and without their exceptions, must not hold half or more of a private range (10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 100.64.0.0/10, fc00::/7): where the CNI matches pods by address it opens every pod, node and database of the network. Blocks spread over many policies are not added up.",
  severity: "high",
  level: FROM_STAGING,
  controls: ["P-04", "P-44", "CIS-K8S 5.3.2", "NSA-CISA network separation", "PCI-DSS 1.3.1", "SOC2 CC6.6", "ISO27001 A.8.22"],
  remediation: "List the networks that are needed, or say in the annotation palisade.dev/reason why the policy cannot.",
  scope: "resource",
  appliesTo: isNetworkPolicy,
  check: judgePolicy(PART.anyPeer, (policy) =>
    unlessReasoned(
      policy.resource,
      (["ingress", "egress"] as const).flatMap((direction) => judgeDirection(policy, direction)),
    ),
  ),
};

function judgeDirection(policy: NetworkPolicy, direction: Direction): readonly Finding[] {
  const rules = rulesOf(policy).filter((rule) => rule.direction === direction);
  const open = intervalSet(rules.flatMap((rule) => blocksOf(rule).flatMap(({ addresses }) => addresses)));
  const held = PRIVATE_CIDRS.filter((cidr) => {
    const range = [cidrRange(cidr)].flatMap((one) => one ?? []);
    return 2n * sizeOf(intersectionOf(open, range)) >= sizeOf(range);
  });
  return held.map((cidr) =>
    fail(
      `${describeResource(policy.resource)}: its ${direction} opens half or more of ${cidr}; allowed: the networks that are needed, or the annotation palisade.dev/reason`,
      { path: `spec.${direction}` },
    ),
  );
}
