import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { databaseEncrypted } from "../../../../policy/rules/cloud/database-encrypted.ts";
import { rdsCluster, rdsInstance } from "../../fixtures/cloud.ts";
import { cloudCases } from "./cloudCases.ts";

cloudCases(databaseEncrypted, rdsInstance, [
  ["a replica", { storageEncrypted: undefined, replicateSourceDb: "main" }],
  ["not set", { storageEncrypted: undefined }, "main does not set storageEncrypted; allowed: true"],
  ["unknown", { storageEncrypted: UNKNOWN }, "unknown: main: storageEncrypted is not known before deployment; allowed: true"],
]);

cloudCases(databaseEncrypted, rdsCluster, [
  ["off", { storageEncrypted: false }, "main sets storageEncrypted to false; allowed: true"],
]);
