import { describeResource, fail } from "../../lib/finding.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { asCidr, cidrRange, sizeOf } from "../../lib/reachability/addresses.ts";
import { isNetworkPolicy } from "../../lib/reachability/cluster.ts";
import { blocksOf, judgePolicy, PART, rulesOf, type DirectedRule } from "../../lib/reachability/judgePolicy.ts";
import { unlessReasoned } from "../../lib/reasoned.ts";
import type { BlockPeer, NetworkPolicy } from "../../lib/reachability/networkPolicy.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import type { Finding } from "../../lib/verdict.ts";

/** Where clouds hand out the credentials of a node, over IPv4 and, on AWS, over IPv6. */
const METADATA_ADDRESSES = ["169.254.169.254", "fd00:ec2::254"];

export const netpolMetadataAddress: ResourceRule = {
  name: "netpol-metadata-address",
  title: "Pods cannot reach the cloud's metadata address",
  description:
    "No egress rule holds 169.254.169.254 or fd00:ec2::254, where a pod could take the identity of its node. The exact address on named ports, with a reason, is allowed: GKE serves workload identity and DNS there. Pods with hostNetwork are not held by any policy; host-namespaces forbids them.",
  severity: "critical",
  level: FROM_STAGING,
  controls: ["P-44", "NSA-CISA network separation", "PCI-DSS 1.3.2", "SOC2 CC6.6", "ISO27001 A.8.22"],
  remediation: "Add the address to the block's except list, or allow only the networks that are needed.",
  scope: "resource",
  appliesTo: isNetworkPolicy,
  check: judgePolicy(PART.egressPeer, (policy) =>
    rulesOf(policy).flatMap((rule) => (rule.direction === "egress" ? judgeRule(policy, rule) : [])),
  ),
};

function judgeRule(policy: NetworkPolicy, rule: DirectedRule): readonly Finding[] {
  const owner = describeResource(policy.resource);
  if (rule.peers === "any") {
    return [
      fail(
        `${owner}: ${rule.path} has no to, which opens the metadata address ${METADATA_ADDRESSES.join(" and ")}; allowed: named peers`,
        { path: rule.path },
      ),
    ];
  }
  return blocksOf(rule).flatMap((block) => {
    const held = METADATA_ADDRESSES.filter((address) => holds(block, address));
    const found = held.map((address) =>
      fail(`${owner}: ${block.path} ${block.cidr} opens the metadata address ${address}; allowed: a block that excepts it`, {
        path: block.path,
      }),
    );
    // A cloud that serves something else there: exactly that address, on exactly those ports, with a reason.
    const isExact = sizeOf(block.addresses) === 1n && rule.ports !== "any" && rule.ports.every(({ port }) => port !== undefined);
    return isExact ? unlessReasoned(policy.resource, found) : found;
  });
}

function holds({ addresses }: BlockPeer, address: string): boolean {
  const at = cidrRange(asCidr(address))?.start ?? -1n;
  return addresses.some(({ start, end }) => start <= at && at < end);
}
