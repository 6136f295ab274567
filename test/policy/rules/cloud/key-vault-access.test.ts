import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { keyVaultAccess } from "../../../../policy/rules/cloud/key-vault-access.ts";
import { azureVault } from "../../fixtures/cloud.ts";
import { cloudCases } from "./cloudCases.ts";

cloudCases(keyVaultAccess, azureVault, [
  ["private", { "properties.networkAcls": undefined, "properties.publicNetworkAccess": "disabled" }],
  [
    "access policies",
    { "properties.enableRbacAuthorization": undefined },
    "main does not set properties.enableRbacAuthorization; allowed: true",
  ],
  [
    "open",
    { "properties.networkAcls.defaultAction": "Allow" },
    'main sets properties.networkAcls.defaultAction to "Allow"; allowed: "Deny"',
  ],
  [
    "unknown",
    { "properties.networkAcls": UNKNOWN },
    'unknown: main: properties.networkAcls.defaultAction is not known before deployment; allowed: "Deny"',
  ],
]);
