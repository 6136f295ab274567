import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { eksVpcCni } from "../../../../policy/rules/cloud/eks-vpc-cni.ts";
import { eksCluster, vpcCni } from "../../fixtures/cloud.ts";
import { NOT_APPLICABLE, worldCases } from "../cases.ts";
import { of } from "./cloudCases.ts";

worldCases(eksVpcCni, [
  ["an add-on", [of(eksCluster), of(vpcCni)]],
  ["one whose cluster is not known yet", [of(eksCluster), of(vpcCni, { clusterName: UNKNOWN })]],
  ["Auto Mode", [of(eksCluster, { "computeConfig.enabled": true })], NOT_APPLICABLE],
  ["none", [of(eksCluster)], "aws:eks/cluster:Cluster main has no add-on vpc-cni; allowed: one"],
  [
    "another add-on",
    [of(eksCluster), of(vpcCni, { addonName: "coredns" })],
    "aws:eks/cluster:Cluster main has no add-on vpc-cni; allowed: one",
  ],
  [
    "for another cluster",
    [of(eksCluster), of(vpcCni, { clusterName: "other" })],
    "aws:eks/cluster:Cluster main has no add-on vpc-cni; allowed: one",
  ],
  [
    "one for two",
    [of(eksCluster), of(eksCluster, { name: "other" }), of(vpcCni, { clusterName: UNKNOWN })],
    [
      "unknown: aws:eks/cluster:Cluster main has no add-on vpc-cni; allowed: one",
      "unknown: aws:eks/cluster:Cluster main has no add-on vpc-cni; allowed: one",
    ],
  ],
]);
