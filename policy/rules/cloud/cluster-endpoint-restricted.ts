import { isNarrow } from "../../lib/cloud/internet.ts";
import { demanding, must, mustNotBe, exempt, when } from "../../lib/cloud/settings.ts";
import { TYPES } from "../../lib/cloud/types.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { isList } from "../../lib/plain.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { isTrue } from "../../lib/subject.ts";
import type { Plain } from "../../lib/verdict.ts";

const ALLOWED = "networks that are not the internet";

export const clusterEndpointRestricted: ResourceRule = {
  name: "cluster-endpoint-restricted",
  title: "The API server is not open to the internet",
  description:
    "The endpoint of an EKS, GKE or AKS cluster must be private, or list the networks that may reach it: CIDRs that together are not the internet, however they are split. EKS is public unless it says otherwise. Whoever is in a listed network still has to log in; credentials stolen there work.",
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
      exempt(
        must("masterAuthorizedNetworksConfig.cidrBlocks", isNarrow("cidrBlock"), ALLOWED),
        when("privateClusterConfig.enablePrivateEndpoint", true),
        when("controlPlaneEndpointsConfig.ipEndpointsConfig.enabled", false),
      ),
      mustNotBe("controlPlaneEndpointsConfig.dnsEndpointConfig.allowExternalTraffic", true),
    ],
    [TYPES.aksCluster]: [
      exempt(
        must("apiServerAccessProfile.authorizedIPRanges", isNarrowList, `at least one, of ${ALLOWED}`),
        when("apiServerAccessProfile.enablePrivateCluster", true),
        when("publicNetworkAccess", "Disabled"),
      ),
    ],
  }),
};

/** For AKS no range at all means every address. */
function isNarrowList(ranges: Plain): boolean {
  return isList(ranges) && ranges.length > 0 && isNarrow()(ranges);
}
