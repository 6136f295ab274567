import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { azureStoragePublicAccess } from "../../../../policy/rules/cloud/azure-storage-public-access.ts";
import { azureContainer, azureStorage } from "../../fixtures/cloud.ts";
import { cloudCases } from "./cloudCases.ts";

cloudCases(azureStoragePublicAccess, azureStorage, [
  ["not set", { allowBlobPublicAccess: undefined }, "main does not set allowBlobPublicAccess; allowed: false"],
  ["allowed", { allowBlobPublicAccess: true }, "main sets allowBlobPublicAccess to true; allowed: false"],
  [
    "unknown",
    { allowBlobPublicAccess: UNKNOWN },
    "unknown: main: allowBlobPublicAccess is not known before deployment; allowed: false",
  ],
]);

cloudCases(azureStoragePublicAccess, azureContainer, [
  ["not set", { publicAccess: undefined }],
  ["blobs", { publicAccess: "Blob" }, 'main sets publicAccess to "Blob"; allowed: "None"'],
]);
