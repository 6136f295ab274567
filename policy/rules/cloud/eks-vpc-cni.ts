import { cloudResources } from "../../lib/cloud/companions.ts";
import { TYPES } from "../../lib/cloud/types.ts";
import { fail, unknown, describeResource } from "../../lib/finding.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { read, isUnknown } from "../../lib/plain.ts";
import type { WorldRule, World } from "../../lib/rule.ts";
import type { PolicyResource } from "../../lib/verdict.ts";

export const eksVpcCni: WorldRule = {
  name: "eks-vpc-cni",
  title: "EKS clusters have their network add-on in the program",
  description:
    "Every EKS cluster must have the add-on vpc-cni registered with it, so that what it enforces can be judged (cluster-network-policy); clusters in Auto Mode bring their own. A cluster with another network plug-in needs a waiver that names it.",
  severity: "high",
  level: FROM_STAGING,
  controls: [
    "P-44",
    "CIS-EKS 4.3.1",
    "CIS-EKS 5.4.4",
    "NSA-CISA network separation",
    "PCI-DSS 1.2.1",
    "SOC2 CC6.6",
    "ISO27001 A.8.22",
  ],
  remediation: "Register aws.eks.Addon {addonName: vpc-cni} with enableNetworkPolicy.",
  scope: "world",
  appliesTo: (world) => clustersOf(world).length > 0,
  check: (world) => {
    const addons = cloudResources(world, TYPES.eksAddon).filter(({ props }) => props["addonName"] === "vpc-cni");
    const served = addons.map(({ props }) => props["clusterName"]);
    return clustersOf(world)
      .filter(({ props, name }) => !served.includes(props["name"] ?? name))
      .flatMap((subject) => {
        const message = `${describeResource(subject)} has no add-on vpc-cni; allowed: one`;
        if (!served.some(isUnknown)) return [fail(message, { subject })];
        // Add-ons whose cluster is not known yet serve clusters of this program; one for each leaves none without.
        return addons.length >= clustersOf(world).length ? [] : [unknown(message, { subject })];
      });
  },
};

function clustersOf(world: World): readonly PolicyResource[] {
  return cloudResources(world, TYPES.eksCluster).filter(({ props }) => read(props, "computeConfig", "enabled") !== true);
}
