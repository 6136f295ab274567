import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { registryAccess } from "../../../../policy/rules/cloud/registry-access.ts";
import { azureRegistry } from "../../fixtures/cloud.ts";
import { cloudCases } from "./cloudCases.ts";

cloudCases(registryAccess, azureRegistry, [
  ["private", { networkRuleSet: undefined, publicNetworkAccess: "Disabled" }],
  ["an admin", { adminUserEnabled: true }, "main sets adminUserEnabled to true; allowed: not true"],
  ["anybody", { anonymousPullEnabled: true }, "main sets anonymousPullEnabled to true; allowed: not true"],
  ["open", { networkRuleSet: undefined }, 'main does not set networkRuleSet.defaultAction; allowed: "Deny"'],
  ["unknown", { adminUserEnabled: UNKNOWN }, "unknown: main: adminUserEnabled is not known before deployment; allowed: not true"],
]);
