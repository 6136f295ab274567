import { describe, expect, test } from "vitest";
import { gkeClusterArgs } from "../../../../components/cloud/cluster/gke/clusterArgs.ts";
import type { PlainRecord } from "../../../../policy/lib/plain.ts";
import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { clusterEndpointRestricted } from "../../../../policy/rules/cloud/cluster-endpoint-restricted.ts";
import { aksCluster, eksCluster, gkeCluster } from "../../fixtures/cloud.ts";
import { gkeParts } from "../../../components/cloud/cluster/gke/fixture.ts";
import { judge, resourceOf } from "../cases.ts";
import { cloudCases } from "./cloudCases.ts";

cloudCases(clusterEndpointRestricted, eksCluster, [
  ["private", { "vpcConfig.endpointPublicAccess": false, "vpcConfig.publicAccessCidrs": undefined }],
  [
    "public without networks",
    { "vpcConfig.publicAccessCidrs": undefined },
    "main does not set vpcConfig.publicAccessCidrs; allowed: networks that are not the internet",
  ],
  [
    "public because nothing is said",
    { "vpcConfig.endpointPublicAccess": undefined, "vpcConfig.publicAccessCidrs": undefined },
    "main does not set vpcConfig.publicAccessCidrs; allowed: networks that are not the internet",
  ],
  [
    "the internet",
    { "vpcConfig.publicAccessCidrs": ["0.0.0.0/0"] },
    'main sets vpcConfig.publicAccessCidrs to ["0.0.0.0/0"]; allowed: networks that are not the internet',
  ],
  [
    "the internet in halves",
    { "vpcConfig.publicAccessCidrs": ["0.0.0.0/1", "128.0.0.0/1"] },
    'main sets vpcConfig.publicAccessCidrs to ["0.0.0.0/1","128.0.0.0/1"]; allowed: networks that are not the internet',
  ],
  [
    "the internet in many parts",
    { "vpcConfig.publicAccessCidrs": ["11.0.0.0/9", "52.0.0.0/9", "54.0.0.0/9"] },
    'main sets vpcConfig.publicAccessCidrs to ["11.0.0.0/9","52.0.0.0/9","54.0.0.0/9"]; allowed: networks that are not the internet',
  ],
  [
    "no private access",
    { "vpcConfig.endpointPrivateAccess": false },
    "main sets vpcConfig.endpointPrivateAccess to false; allowed: true",
  ],
  [
    "an unknown network",
    { "vpcConfig.publicAccessCidrs[1]": UNKNOWN },
    "unknown: main: vpcConfig.publicAccessCidrs[1] is not known before deployment; allowed: networks that are not the internet",
  ],
  [
    "an unknown switch",
    { "vpcConfig.endpointPublicAccess": UNKNOWN, "vpcConfig.publicAccessCidrs": undefined },
    "unknown: main does not set vpcConfig.publicAccessCidrs; allowed: networks that are not the internet; lifted if vpcConfig.endpointPublicAccess turns out to exempt it, which is not known before deployment",
  ],
]);

const DNS = "controlPlaneEndpointsConfig.dnsEndpointConfig";
const PRIVATE = { "privateClusterConfig.enablePrivateEndpoint": true, masterAuthorizedNetworksConfig: undefined };

cloudCases(clusterEndpointRestricted, gkeCluster, [
  ["private", { "privateClusterConfig.enablePrivateEndpoint": true, masterAuthorizedNetworksConfig: undefined }],
  [
    "no address at all",
    { "controlPlaneEndpointsConfig.ipEndpointsConfig.enabled": false, masterAuthorizedNetworksConfig: undefined },
  ],
  ["nobody from outside", { "masterAuthorizedNetworksConfig.cidrBlocks": [] }],
  [
    "no authorised networks",
    { masterAuthorizedNetworksConfig: undefined },
    "main does not set masterAuthorizedNetworksConfig.cidrBlocks; allowed: networks that are not the internet",
  ],
  [
    "the internet authorised",
    { "masterAuthorizedNetworksConfig.cidrBlocks[1]": { cidrBlock: "0.0.0.0/0" } },
    'main sets masterAuthorizedNetworksConfig.cidrBlocks to [{"cidrBlock":"203.0.113.0/24","displayName":"office"},{"cidrBlock":"0.0.0.0/0"…; allowed: networks that are not the internet',
  ],
  ["a DNS endpoint behind IAM", { [`${DNS}.allowExternalTraffic`]: true, ...PRIVATE }],
  [
    "one that takes tokens of ServiceAccounts",
    { [`${DNS}.allowExternalTraffic`]: true, [`${DNS}.enableK8sTokensViaDns`]: true, ...PRIVATE },
    `main sets ${DNS}.enableK8sTokensViaDns to true; allowed: not true`,
  ],
  [
    "one that takes client certificates",
    { [`${DNS}.allowExternalTraffic`]: true, [`${DNS}.enableK8sCertsViaDns`]: true, ...PRIVATE },
    `main sets ${DNS}.enableK8sCertsViaDns to true; allowed: not true`,
  ],
  ["one for tokens inside Google's network", { [`${DNS}.allowExternalTraffic`]: false, [`${DNS}.enableK8sTokensViaDns`]: true }],
  [
    "one that may take traffic from outside",
    { [`${DNS}.allowExternalTraffic`]: UNKNOWN, [`${DNS}.enableK8sTokensViaDns`]: true },
    `unknown: main sets ${DNS}.enableK8sTokensViaDns to true; allowed: not true; lifted if ${DNS}.allowExternalTraffic turns out to exempt it, which is not known before deployment`,
  ],
  [
    "a DNS endpoint beside an address for everybody",
    { [`${DNS}.allowExternalTraffic`]: true, masterAuthorizedNetworksConfig: undefined },
    "main does not set masterAuthorizedNetworksConfig.cidrBlocks; allowed: networks that are not the internet",
  ],
  [
    "every machine of Google Cloud",
    { "masterAuthorizedNetworksConfig.gcpPublicCidrsAccessEnabled": true },
    "main sets masterAuthorizedNetworksConfig.gcpPublicCidrsAccessEnabled to true; allowed: not true",
  ],
  [
    "an unknown network",
    { "masterAuthorizedNetworksConfig.cidrBlocks[0].cidrBlock": UNKNOWN },
    "unknown: main: masterAuthorizedNetworksConfig.cidrBlocks[0].cidrBlock is not known before deployment; allowed: networks that are not the internet",
  ],
]);

cloudCases(clusterEndpointRestricted, aksCluster, [
  ["private", { "apiServerAccessProfile.enablePrivateCluster": true, "apiServerAccessProfile.authorizedIPRanges": undefined }],
  [
    "no ranges",
    { "apiServerAccessProfile.authorizedIPRanges": undefined },
    "main does not set apiServerAccessProfile.authorizedIPRanges; allowed: at least one, of networks that are not the internet",
  ],
  [
    "an empty list",
    { "apiServerAccessProfile.authorizedIPRanges": [] },
    "main sets apiServerAccessProfile.authorizedIPRanges to []; allowed: at least one, of networks that are not the internet",
  ],
  [
    "the internet",
    { "apiServerAccessProfile.authorizedIPRanges": ["0.0.0.0/0"] },
    'main sets apiServerAccessProfile.authorizedIPRanges to ["0.0.0.0/0"]; allowed: at least one, of networks that are not the internet',
  ],
]);

describe("the GKE clusters of this project and cluster-endpoint-restricted", () => {
  const judged = (access: Readonly<Record<string, unknown>>): readonly string[] => {
    const props = gkeClusterArgs(gkeParts({ access })) as unknown as PlainRecord;
    return judge(clusterEndpointRestricted, resourceOf(props, { type: gkeCluster.type }));
  };

  test.each([
    [{ mode: "dnsEndpoint" }],
    [{ mode: "vpcRunner", cidrs: ["10.200.0.0/24"] }],
    [{ mode: "iapTunnel", zone: "europe-west3-b" }],
    [{ mode: "publicCidrs", cidrs: ["8.8.8.0/24"] }],
  ])("agree on %j", (access) => {
    expect(judged(access)).toEqual([]);
  });

  test("agree that the internet is too much", () => {
    expect(judged({ mode: "publicCidrs", cidrs: ["0.0.0.0/1", "128.0.0.0/1"] })).toHaveLength(1);
  });
});
