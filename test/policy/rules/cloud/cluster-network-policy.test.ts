import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { clusterNetworkPolicy } from "../../../../policy/rules/cloud/cluster-network-policy.ts";
import { aksCluster, gkeCluster, vpcCni } from "../../fixtures/cloud.ts";
import { cloudCases } from "./cloudCases.ts";

cloudCases(clusterNetworkPolicy, vpcCni, [
  ["another add-on", { addonName: "coredns", configurationValues: undefined }],
  ["a real boolean", { configurationValues: '{"enableNetworkPolicy":true}' }],
  [
    "no values",
    { configurationValues: undefined },
    'main does not set configurationValues; allowed: JSON with "enableNetworkPolicy": "true"',
  ],
  [
    "off",
    { configurationValues: '{"enableNetworkPolicy":"false"}' },
    'main sets configurationValues to "{\\"enableNetworkPolicy\\":\\"false\\"}"; allowed: JSON with "enableNetworkPolicy": "true"',
  ],
  [
    "no JSON",
    { configurationValues: "enableNetworkPolicy: true" },
    'main sets configurationValues to "enableNetworkPolicy: true"; allowed: JSON with "enableNetworkPolicy": "true"',
  ],
  [
    "unknown values",
    { configurationValues: UNKNOWN },
    'unknown: main: configurationValues is not known before deployment; allowed: JSON with "enableNetworkPolicy": "true"',
  ],
]);

cloudCases(clusterNetworkPolicy, gkeCluster, [
  ["Calico", { datapathProvider: undefined, "networkPolicy.enabled": true }],
  ["Autopilot", { datapathProvider: undefined, enableAutopilot: true }],
  [
    "the old data path",
    { datapathProvider: "LEGACY_DATAPATH" },
    'main sets datapathProvider to "LEGACY_DATAPATH"; allowed: "ADVANCED_DATAPATH"',
  ],
  ["nothing said", { datapathProvider: undefined }, 'main does not set datapathProvider; allowed: "ADVANCED_DATAPATH"'],
]);

cloudCases(clusterNetworkPolicy, aksCluster, [
  [
    "none",
    { "networkProfile.networkPolicy": "none" },
    'main sets networkProfile.networkPolicy to "none"; allowed: "cilium" or "calico" or "azure"',
  ],
  [
    "not set",
    { "networkProfile.networkPolicy": undefined },
    'main does not set networkProfile.networkPolicy; allowed: "cilium" or "calico" or "azure"',
  ],
  ["Calico", { "networkProfile.networkPolicy": "calico" }],
]);
