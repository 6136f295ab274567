import { isNarrow } from "../../lib/cloud/internet.ts";
import { demanding, must, mustNotBe, exempt, when } from "../../lib/cloud/settings.ts";
import { TYPES } from "../../lib/cloud/types.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { items } from "../../lib/plain.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { isTrue } from "../../lib/subject.ts";

const ALLOWED = "networks that are not the internet";
const SOME = `at least one, of ${ALLOWED}`;
const WITHOUT_ADDRESS = [
  when("privateClusterConfig.enablePrivateEndpoint", true),
  when("controlPlaneEndpointsConfig.ipEndpointsConfig.enabled", false),
];
const DNS = "controlPlaneEndpointsConfig.dnsEndpointConfig";

export const clusterEndpointRestricted: ResourceRule = {
  name: "cluster-endpoint-restricted",
  title: "The API server is not open to the internet",
  description:
    "The endpoint of an EKS, GKE or AKS cluster must be private, or list the networks that may reach it: CIDRs that together are not the internet, however they are split. EKS is public unless it says otherwise. GKE's DNS endpoint may take traffic from outside: it has no address of the cluster, and Google asks for an identity with container.clusters.connect first; but certificates and tokens of Kubernetes must not be taken there. Whoever is in a listed network still has to log in; credentials stolen there work.",
  severity: "critical",
  level: FROM_STAGING,
  controls: [
    "CIS-EKS 5.4.1",
    "CIS-EKS 5.4.2",
    "CIS-GKE 5.6.3",
    "CIS-GKE 5.6.4",
    "CIS-AKS 5.4.1",
    "CIS-AKS 5.4.2",
    "NSA-CISA network separation",
    "PCI-DSS 1.4.1",
    "SOC2 CC6.6",
    "ISO27001 A.8.20",
  ],
  remediation:
    "Switch the public endpoint off and reach the private one through a bastion, VPN or peering; or list the networks of your administrators.",
  ...demanding({
    [TYPES.eksCluster]: [
      must("vpcConfig.endpointPrivateAccess", isTrue, "true"),
      exempt(must("vpcConfig.publicAccessCidrs", isNarrow(), ALLOWED), when("vpcConfig.endpointPublicAccess", false)),
    ],
    [TYPES.gkeCluster]: [
      exempt(must("masterAuthorizedNetworksConfig.cidrBlocks", isNarrow("cidrBlock"), ALLOWED), ...WITHOUT_ADDRESS),
      exempt(mustNotBe("masterAuthorizedNetworksConfig.gcpPublicCidrsAccessEnabled", true), ...WITHOUT_ADDRESS),
      ...["enableK8sCertsViaDns", "enableK8sTokensViaDns"].map((way) =>
        exempt(mustNotBe(`${DNS}.${way}`, true), when(`${DNS}.allowExternalTraffic`, false, undefined)),
      ),
    ],
    [TYPES.aksCluster]: [
      exempt(
        // No range at all means every address.
        must("apiServerAccessProfile.authorizedIPRanges", (ranges) => isNarrow()(ranges) && items(ranges).length > 0, SOME),
        when("apiServerAccessProfile.enablePrivateCluster", true),
        when("publicNetworkAccess", "Disabled"),
      ),
    ],
  }),
};
