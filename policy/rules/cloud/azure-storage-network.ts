import { isNarrow } from "../../lib/cloud/internet.ts";
import { demanding, must, mustEqual, exempt, when } from "../../lib/cloud/settings.ts";
import { TYPES } from "../../lib/cloud/types.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { isAbsent } from "../../lib/plain.ts";
import type { ResourceRule } from "../../lib/rule.ts";

export const azureStorageNetwork: ResourceRule = {
  name: "azure-storage-network",
  title: "Storage accounts are reached from named networks",
  description:
    "publicNetworkAccess must be Disabled, or networkRuleSet.defaultAction Deny, and no ipRules may be the internet: data that only needs credentials to be read leaves with the credentials. Private endpoints are not counted, they only add a way in.",
  severity: "high",
  level: FROM_STAGING,
  controls: ["P-95", "NSA-CISA network separation", "PCI-DSS 1.4.4", "SOC2 CC6.6", "ISO27001 A.8.20"],
  remediation: "Set publicNetworkAccess: Disabled with a private endpoint, or networkRuleSet.defaultAction: Deny.",
  ...demanding({
    [TYPES.azureStorage]: [
      exempt(mustEqual("networkRuleSet.defaultAction", "Deny"), when("publicNetworkAccess", "Disabled")),
      must(
        "networkRuleSet.ipRules",
        (rules) => isAbsent(rules) || isNarrow("iPAddressOrRange")(rules),
        "networks that are not the internet",
      ),
    ],
  }),
};
