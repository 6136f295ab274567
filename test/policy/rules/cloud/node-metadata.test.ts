import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { nodeMetadata } from "../../../../policy/rules/cloud/node-metadata.ts";
import { ec2Instance, eksNodeGroup, gkeCluster, gkeNodePool, launchTemplate } from "../../fixtures/cloud.ts";
import { cloudCases } from "./cloudCases.ts";

cloudCases(nodeMetadata, launchTemplate, [
  ["the default hop limit", { "metadataOptions.httpPutResponseHopLimit": undefined }],
  ["no metadata service", { metadataOptions: { httpEndpoint: "disabled" } }],
  [
    "two hops",
    { "metadataOptions.httpPutResponseHopLimit": 2 },
    "main sets metadataOptions.httpPutResponseHopLimit to 2; allowed: 1",
  ],
  [
    "tokens optional",
    { "metadataOptions.httpTokens": "optional" },
    'main sets metadataOptions.httpTokens to "optional"; allowed: "required"',
  ],
  ["nothing said", { metadataOptions: undefined }, 'main does not set metadataOptions.httpTokens; allowed: "required"'],
  [
    "unknown",
    { "metadataOptions.httpPutResponseHopLimit": UNKNOWN },
    "unknown: main: metadataOptions.httpPutResponseHopLimit is not known before deployment; allowed: 1",
  ],
]);

cloudCases(nodeMetadata, ec2Instance, [
  ["tokens optional", { metadataOptions: undefined }, 'main does not set metadataOptions.httpTokens; allowed: "required"'],
]);

cloudCases(nodeMetadata, eksNodeGroup, [
  [
    "no launch template",
    { launchTemplate: undefined },
    "main does not set launchTemplate; allowed: a launch template that limits the metadata service",
  ],
]);

cloudCases(nodeMetadata, gkeNodePool, [
  [
    "the metadata of the node",
    { "nodeConfig.workloadMetadataConfig.mode": "GCE_METADATA" },
    'main sets nodeConfig.workloadMetadataConfig.mode to "GCE_METADATA"; allowed: "GKE_METADATA"',
  ],
  [
    "nothing said",
    { nodeConfig: undefined },
    'main does not set nodeConfig.workloadMetadataConfig.mode; allowed: "GKE_METADATA"',
  ],
  [
    "legacy endpoints",
    { 'nodeConfig.metadata["disable-legacy-endpoints"]': "false" },
    'main sets nodeConfig.metadata.disable-legacy-endpoints to "false"; allowed: not "false"',
  ],
]);

cloudCases(nodeMetadata, gkeCluster, [
  ["no default pool", { nodeConfig: undefined }],
  [
    "a default pool",
    { removeDefaultNodePool: undefined, "nodeConfig.workloadMetadataConfig": undefined },
    'main does not set nodeConfig.workloadMetadataConfig.mode; allowed: "GKE_METADATA"',
  ],
]);
