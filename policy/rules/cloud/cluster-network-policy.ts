import { parseJson } from "../../lib/cloud/json.ts";
import { demanding, must, mustEqual, exempt, when } from "../../lib/cloud/settings.ts";
import { TYPES } from "../../lib/cloud/types.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { read } from "../../lib/plain.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import type { Plain } from "../../lib/verdict.ts";

/** The switch of the add-on is text in its schema, and taken as either. */
const SWITCHED_ON: readonly Plain[] = [true, "true"];

export const clusterNetworkPolicy: ResourceRule = {
  name: "cluster-network-policy",
  title: "The cluster network enforces NetworkPolicies",
  description:
    "The vpc-cni add-on of EKS must have enableNetworkPolicy, GKE Dataplane V2 (or the older Calico add-on), AKS a networkPolicy engine: every cluster accepts NetworkPolicies, and without an engine they do nothing. An EKS cluster whose add-on is not in the program is judged by eks-vpc-cni. Whether new pods start closed is set by NETWORK_POLICY_ENFORCING_MODE, which this rule does not demand.",
  severity: "critical",
  level: FROM_STAGING,
  controls: [
    "P-44",
    "CIS-EKS 5.4.4",
    "CIS-EKS 4.3.1",
    "CIS-GKE 4.3.1",
    "CIS-AKS 5.4.4",
    "NSA-CISA network separation",
    "PCI-DSS 1.2.1",
    "SOC2 CC6.6",
    "ISO27001 A.8.22",
  ],
  remediation:
    'Set {"enableNetworkPolicy": "true"} in configurationValues of vpc-cni, datapathProvider: ADVANCED_DATAPATH, or networkProfile.networkPolicy: cilium.',
  ...demanding({
    [TYPES.eksAddon]: [
      exempt(must("configurationValues", enforces, `JSON with "enableNetworkPolicy": "true"`), {
        field: "addonName",
        holds: (name) => name !== "vpc-cni",
      }),
    ],
    [TYPES.gkeCluster]: [
      exempt(
        mustEqual("datapathProvider", "ADVANCED_DATAPATH"),
        when("enableAutopilot", true),
        when("networkPolicy.enabled", true),
      ),
    ],
    [TYPES.aksCluster]: [mustEqual("networkProfile.networkPolicy", "cilium", "calico", "azure")],
  }),
};

/** The add-on takes its values as JSON in text. */
function enforces(values: Plain): boolean {
  return SWITCHED_ON.includes(read(parseJson(values), "enableNetworkPolicy"));
}
