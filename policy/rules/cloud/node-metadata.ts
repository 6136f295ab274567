import { ofDefaultPool } from "../../lib/cloud/defaultPool.ts";
import { demanding, must, mustEqual, mustNotBe, exempt, when, amountOf, isGiven } from "../../lib/cloud/settings.ts";
import { TYPES } from "../../lib/cloud/types.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { isAbsent } from "../../lib/plain.ts";
import type { ResourceRule } from "../../lib/rule.ts";

const AWS = [
  mustEqual("metadataOptions.httpTokens", "required"),
  must("metadataOptions.httpPutResponseHopLimit", (limit) => isAbsent(limit) || amountOf(limit) === 1, "1"),
];

const GKE = [
  mustEqual("nodeConfig.workloadMetadataConfig.mode", "GKE_METADATA"),
  mustNotBe("nodeConfig.metadata.disable-legacy-endpoints", "false"),
];

export const nodeMetadata: ResourceRule = {
  name: "node-metadata",
  title: "Pods cannot take the identity of their node",
  description:
    "The metadata service must be out of reach of pods: on AWS session tokens required and a hop limit of 1 (launch templates and instances; a node group without a launch template gets a limit of 2), on GKE the mode GKE_METADATA and no legacy endpoints. A pod with hostNetwork is one hop away all the same; host-namespaces forbids that.",
  severity: "critical",
  level: FROM_STAGING,
  controls: ["CIS-GKE 5.4.1", "NSA-CISA authentication and authorization", "PCI-DSS 7.2.2", "SOC2 CC6.1", "ISO27001 A.8.9"],
  remediation:
    "Set metadataOptions {httpTokens: required, httpPutResponseHopLimit: 1} in a launch template, or workloadMetadataConfig.mode: GKE_METADATA.",
  ...demanding({
    [TYPES.launchTemplate]: AWS.map((setting) => exempt(setting, when("metadataOptions.httpEndpoint", "disabled"))),
    [TYPES.ec2Instance]: AWS.map((setting) => exempt(setting, when("metadataOptions.httpEndpoint", "disabled"))),
    [TYPES.eksNodeGroup]: [must("launchTemplate", isGiven, "a launch template that limits the metadata service")],
    [TYPES.gkeNodePool]: GKE,
    [TYPES.gkeCluster]: GKE.map(ofDefaultPool),
  }),
};
