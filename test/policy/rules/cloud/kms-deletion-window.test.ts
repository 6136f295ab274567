import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { kmsDeletionWindow } from "../../../../policy/rules/cloud/kms-deletion-window.ts";
import { azureVault, gcpKey, kmsKey } from "../../fixtures/cloud.ts";
import { cloudCases } from "./cloudCases.ts";

cloudCases(kmsDeletionWindow, kmsKey, [
  ["the default", { deletionWindowInDays: undefined }],
  ["a week", { deletionWindowInDays: 7 }, "main sets deletionWindowInDays to 7; allowed: 30"],
  [
    "unknown",
    { deletionWindowInDays: UNKNOWN },
    "unknown: main: deletionWindowInDays is not known before deployment; allowed: 30",
  ],
]);

cloudCases(kmsDeletionWindow, gcpKey, [
  ["the default", { destroyScheduledDuration: undefined }],
  ["a day", { destroyScheduledDuration: "86400s" }, 'main sets destroyScheduledDuration to "86400s"; allowed: 2592000s or more'],
]);

cloudCases(kmsDeletionWindow, azureVault, [
  [
    "no purge protection",
    { "properties.enablePurgeProtection": undefined },
    "main does not set properties.enablePurgeProtection; allowed: true",
  ],
  [
    "no soft delete",
    { "properties.enableSoftDelete": false },
    "main sets properties.enableSoftDelete to false; allowed: not false",
  ],
  ["a week", { "properties.softDeleteRetentionInDays": 7 }, "main sets properties.softDeleteRetentionInDays to 7; allowed: 90"],
]);
