import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { clusterAccessMode } from "../../../../policy/rules/cloud/cluster-access-mode.ts";
import { aksCluster, eksCluster, gkeCluster } from "../../fixtures/cloud.ts";
import { cloudCases } from "./cloudCases.ts";

cloudCases(clusterAccessMode, eksCluster, [
  [
    "the old ConfigMap too",
    { "accessConfig.authenticationMode": "API_AND_CONFIG_MAP" },
    'main sets accessConfig.authenticationMode to "API_AND_CONFIG_MAP"; allowed: "API"',
  ],
  [
    "nothing said",
    { accessConfig: undefined },
    [
      'main does not set accessConfig.authenticationMode; allowed: "API"',
      "main does not set accessConfig.bootstrapClusterCreatorAdminPermissions; allowed: false",
    ],
  ],
  [
    "the creator is admin",
    { "accessConfig.bootstrapClusterCreatorAdminPermissions": true },
    "main sets accessConfig.bootstrapClusterCreatorAdminPermissions to true; allowed: false",
  ],
]);

cloudCases(clusterAccessMode, gkeCluster, [
  ["nothing said", { masterAuth: undefined }],
  [
    "a client certificate",
    { "masterAuth.clientCertificateConfig.issueClientCertificate": true },
    "main sets masterAuth.clientCertificateConfig.issueClientCertificate to true; allowed: not true",
  ],
  ["legacy access", { enableLegacyAbac: true }, "main sets enableLegacyAbac to true; allowed: not true"],
  ["unknown", { enableLegacyAbac: UNKNOWN }, "unknown: main: enableLegacyAbac is not known before deployment; allowed: not true"],
]);

cloudCases(clusterAccessMode, aksCluster, [
  ["local accounts", { disableLocalAccounts: undefined }, "main does not set disableLocalAccounts; allowed: true"],
  ["no RBAC", { enableRBAC: false }, "main sets enableRBAC to false; allowed: not false"],
  [
    "no Entra ID",
    { aadProfile: undefined },
    ["main does not set aadProfile.managed; allowed: true", "main does not set aadProfile.enableAzureRBAC; allowed: true"],
  ],
  [
    "run command",
    { "apiServerAccessProfile.disableRunCommand": false },
    "main sets apiServerAccessProfile.disableRunCommand to false; allowed: true",
  ],
]);
