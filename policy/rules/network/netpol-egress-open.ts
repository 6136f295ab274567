import { describeResource, fail } from "../../lib/finding.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { ALL_ADDRESSES, ALL_IPV4, cidrRange, sizeOf, type AddressSet } from "../../lib/reachability/addresses.ts";
import { isNetworkPolicy } from "../../lib/reachability/cluster.ts";
import { intersectionOf, intervalSet } from "../../lib/reachability/intervals.ts";
import { blocksOf, judgePolicy, PART, rulesOf, unlessReasoned } from "../../lib/reachability/judgePolicy.ts";
import type { NetworkPolicy } from "../../lib/reachability/networkPolicy.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import type { Finding } from "../../lib/verdict.ts";

/** Global unicast, the part of IPv6 that is the internet. Source: RFC 4291, section 2.4. */
const IPV6_INTERNET = [cidrRange("2000::/3")].flatMap((range) => range ?? []);

export const netpolEgressOpen: ResourceRule = {
  name: "netpol-egress-open",
  title: "No egress to the whole internet without a reason",
  description:
    "The egress blocks of a policy, taken together and without their exceptions, hold less than half of IPv4 and less than half of the IPv6 internet: 0.0.0.0/1 with 128.0.0.0/1 is the internet too, and excepting private ranges does not make it smaller. Open egress is how stolen data leaves. Blocks spread over many policies are not added up here; reachable-equals-declared does that.",
  severity: "high",
  level: FROM_STAGING,
  controls: ["P-04", "P-44", "CIS-K8S 5.3.2", "NSA-CISA network separation", "PCI-DSS 1.3.2", "SOC2 CC6.6", "ISO27001 A.8.22"],
  remediation: "List the networks that are needed, or say in the annotation palisade.dev/reason why the policy cannot.",
  scope: "resource",
  appliesTo: isNetworkPolicy,
  check: judgePolicy(PART.egressPeer, (policy) => unlessReasoned(policy.resource, judgeEgress(policy))),
};

function judgeEgress(policy: NetworkPolicy): readonly Finding[] {
  const egress = rulesOf(policy).filter(({ direction }) => direction === "egress");
  const open = intervalSet(
    egress.flatMap((rule) => (rule.peers === "any" ? ALL_ADDRESSES : blocksOf(rule).flatMap(({ addresses }) => addresses))),
  );
  const internets = [...(isHalf(open, ALL_IPV4) ? ["IPv4"] : []), ...(isHalf(open, IPV6_INTERNET) ? ["IPv6"] : [])];
  if (internets.length === 0) return [];
  const text = `${describeResource(policy.resource)}: its egress opens half or more of the ${internets.join(" and ")} internet; allowed: the networks that are needed, or the annotation palisade.dev/reason`;
  return [fail(text, { path: "spec.egress" })];
}

function isHalf(open: AddressSet, internet: AddressSet): boolean {
  return 2n * sizeOf(intersectionOf(open, internet)) >= sizeOf(internet);
}
