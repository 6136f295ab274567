import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { azureStorageNetwork } from "../../../../policy/rules/cloud/azure-storage-network.ts";
import { azureStorage } from "../../fixtures/cloud.ts";
import { cloudCases } from "./cloudCases.ts";

cloudCases(azureStorageNetwork, azureStorage, [
  ["private", { networkRuleSet: undefined, publicNetworkAccess: "Disabled" }],
  ["open", { "networkRuleSet.defaultAction": "Allow" }, 'main sets networkRuleSet.defaultAction to "Allow"; allowed: "Deny"'],
  ["nothing said", { networkRuleSet: undefined }, 'main does not set networkRuleSet.defaultAction; allowed: "Deny"'],
  [
    "the internet in two rules",
    { "networkRuleSet.ipRules": [{ iPAddressOrRange: "0.0.0.0/1" }, { iPAddressOrRange: "128.0.0.0/1" }] },
    'main sets networkRuleSet.ipRules to [{"iPAddressOrRange":"0.0.0.0/1"},{"iPAddressOrRange":"128.0.0.0/1"}]; allowed: networks that are not the internet',
  ],
  [
    "unknown",
    { "networkRuleSet.ipRules[0].iPAddressOrRange": UNKNOWN },
    "unknown: main: networkRuleSet.ipRules[0].iPAddressOrRange is not known before deployment; allowed: networks that are not the internet",
  ],
]);
