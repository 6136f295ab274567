import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { registryScanning } from "../../../../policy/rules/cloud/registry-scanning.ts";
import { ecrRepository, gcpRegistry } from "../../fixtures/cloud.ts";
import { cloudCases } from "./cloudCases.ts";

cloudCases(registryScanning, ecrRepository, [
  [
    "not set",
    { imageScanningConfiguration: undefined },
    "main does not set imageScanningConfiguration.scanOnPush; allowed: true",
  ],
  [
    "off",
    { "imageScanningConfiguration.scanOnPush": false },
    "main sets imageScanningConfiguration.scanOnPush to false; allowed: true",
  ],
  [
    "unknown",
    { imageScanningConfiguration: UNKNOWN },
    "unknown: main: imageScanningConfiguration.scanOnPush is not known before deployment; allowed: true",
  ],
]);

cloudCases(registryScanning, gcpRegistry, [
  ["nothing said", { vulnerabilityScanningConfig: undefined }],
  [
    "off",
    { "vulnerabilityScanningConfig.enablementConfig": "DISABLED" },
    'main sets vulnerabilityScanningConfig.enablementConfig to "DISABLED"; allowed: not "DISABLED"',
  ],
]);
