import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { azureStorageSharedKey } from "../../../../policy/rules/cloud/azure-storage-shared-key.ts";
import { azureStorage } from "../../fixtures/cloud.ts";
import { cloudCases } from "./cloudCases.ts";

cloudCases(azureStorageSharedKey, azureStorage, [
  ["not set", { allowSharedKeyAccess: undefined }, "main does not set allowSharedKeyAccess; allowed: false"],
  ["local users", { isLocalUserEnabled: true }, "main sets isLocalUserEnabled to true; allowed: not true"],
  ["SFTP", { isSftpEnabled: true }, "main sets isSftpEnabled to true; allowed: not true"],
  [
    "unknown",
    { allowSharedKeyAccess: UNKNOWN },
    "unknown: main: allowSharedKeyAccess is not known before deployment; allowed: false",
  ],
]);
