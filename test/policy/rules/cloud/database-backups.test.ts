import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { databaseBackups } from "../../../../policy/rules/cloud/database-backups.ts";
import { azurePostgres, cloudSql, rdsCluster, rdsInstance } from "../../fixtures/cloud.ts";
import { cloudCases } from "./cloudCases.ts";

cloudCases(databaseBackups, rdsInstance, [
  ["a replica", { backupRetentionPeriod: 0, replicateSourceDb: "main" }],
  ["none", { backupRetentionPeriod: 0 }, "main sets backupRetentionPeriod to 0; allowed: 7 or more"],
  ["not set", { backupRetentionPeriod: undefined }, "main does not set backupRetentionPeriod; allowed: 7 or more"],
  [
    "unknown",
    { backupRetentionPeriod: UNKNOWN },
    "unknown: main: backupRetentionPeriod is not known before deployment; allowed: 7 or more",
  ],
]);

cloudCases(databaseBackups, rdsCluster, [
  ["a day", { backupRetentionPeriod: 1 }, "main sets backupRetentionPeriod to 1; allowed: 7 or more"],
]);

cloudCases(databaseBackups, cloudSql, [
  [
    "off",
    { "settings.backupConfiguration.enabled": false },
    "main sets settings.backupConfiguration.enabled to false; allowed: true",
  ],
  [
    "no recovery to a point in time",
    { "settings.backupConfiguration.pointInTimeRecoveryEnabled": undefined },
    "main does not set settings.backupConfiguration.pointInTimeRecoveryEnabled; allowed: true",
  ],
]);

cloudCases(databaseBackups, azurePostgres, [
  ["the default", { backup: undefined }],
  ["a day", { "backup.backupRetentionDays": 1 }, "main sets backup.backupRetentionDays to 1; allowed: 7 or more"],
]);
