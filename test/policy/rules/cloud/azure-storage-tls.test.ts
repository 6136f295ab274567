import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { azureStorageTls } from "../../../../policy/rules/cloud/azure-storage-tls.ts";
import { azureStorage } from "../../fixtures/cloud.ts";
import { cloudCases } from "./cloudCases.ts";

cloudCases(azureStorageTls, azureStorage, [
  ["TLS 1.3", { minimumTlsVersion: "TLS1_3" }],
  ["TLS 1.0", { minimumTlsVersion: "TLS1_0" }, 'main sets minimumTlsVersion to "TLS1_0"; allowed: "TLS1_2" or "TLS1_3"'],
  ["not set", { minimumTlsVersion: undefined }, 'main does not set minimumTlsVersion; allowed: "TLS1_2" or "TLS1_3"'],
  ["plain HTTP", { enableHttpsTrafficOnly: false }, "main sets enableHttpsTrafficOnly to false; allowed: not false"],
  [
    "unknown",
    { minimumTlsVersion: UNKNOWN },
    'unknown: main: minimumTlsVersion is not known before deployment; allowed: "TLS1_2" or "TLS1_3"',
  ],
]);
