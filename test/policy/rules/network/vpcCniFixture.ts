import type { PlainRecord } from "../../../../policy/lib/plain.ts";
import type { Plain, PolicyResource } from "../../../../policy/lib/verdict.ts";
import { pulumiResource } from "../cases.ts";

/** The add-on of a cluster, with its policy agent on. */
export const addon = (values: Plain = '{"enableNetworkPolicy":"true"}', addonName = "vpc-cni"): PolicyResource =>
  pulumiResource("aws:eks/addon:Addon", { addonName, clusterName: "main", configurationValues: values });

/** Objects in a cluster that the VPC CNI guards. */
export const guarded = (...objects: readonly (PlainRecord | PolicyResource)[]): readonly (PlainRecord | PolicyResource)[] => [
  addon(),
  ...objects,
];
