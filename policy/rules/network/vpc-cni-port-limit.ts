import { describeResource, fail } from "../../lib/finding.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { number } from "../../lib/plain.ts";
import { isNetworkPolicy, readCluster } from "../../lib/reachability/cluster.ts";
import { countPortEntries } from "../../lib/reachability/portEntries.ts";
import type { WorldRule } from "../../lib/rule.ts";
import { usesVpcCni } from "../../lib/vpcCni.ts";

export const vpcCniPortLimit: WorldRule = {
  name: "vpc-cni-port-limit",
  title: "Policies name no more ports than the VPC CNI keeps",
  description:
    "Where the VPC CNI of EKS enforces NetworkPolicies, the policies of a pod together name at most 24 ports for one peer and direction: the agent keeps that many for an address and drops the rest, so connections fail that the policies allow. A range counts once, and a wide block counts for the narrower ones in it. Pods that several different selectors reach are not added up.",
  severity: "medium",
  level: FROM_STAGING,
  controls: ["P-44", "CIS-EKS 4.3.1", "NSA-CISA network separation", "PCI-DSS 1.2.5", "SOC2 A1.2", "ISO27001 A.8.22"],
  remediation: "Join neighbouring ports to a range with endPort, or name narrower peers.",
  params: { most: { type: "integer", description: "Ports that the agent keeps for one address.", default: 24 } },
  scope: "world",
  appliesTo: (world) => world.resources.some(isNetworkPolicy) && usesVpcCni(world),
  check: (world, { params }) => {
    const most = number(params["most"]) ?? 0;
    return countPortEntries(readCluster(world.resources))
      .filter(({ ports }) => ports > most)
      .flatMap(({ policies, direction, peer, ports }) => {
        const [subject] = policies.map(({ resource }) => resource);
        const owners = policies.map(({ resource }) => describeResource(resource)).join(" and ");
        const text = `${owners}: ${direction} names ${ports} ports for ${peer}; allowed: ${most}, which the VPC CNI keeps`;
        return subject === undefined ? [] : [fail(text, { subject, path: `spec.${direction}` })];
      });
  },
};
