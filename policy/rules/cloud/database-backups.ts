import { demanding, must, mustEqual, exempt, atLeast, isGiven } from "../../lib/cloud/settings.ts";
import { TYPES } from "../../lib/cloud/types.ts";
import { FROM_PROD } from "../../lib/levels.ts";
import { isAbsent } from "../../lib/plain.ts";
import type { ResourceRule } from "../../lib/rule.ts";

const WEEK = must("backupRetentionPeriod", atLeast(7), "7 or more");

export const databaseBackups: ResourceRule = {
  name: "database-backups",
  title: "Databases are backed up",
  description:
    "Backups must be kept for seven days or more: backupRetentionPeriod of RDS, backupConfiguration.enabled of Cloud SQL with point in time recovery, backupRetentionDays of PostgreSQL on Azure (seven by default). Whether a backup can be restored only a restore can show.",
  severity: "medium",
  level: FROM_PROD,
  controls: ["PCI-DSS 9.4.1", "SOC2 A1.2", "ISO27001 A.8.13"],
  remediation: "Keep backups for seven days or more.",
  ...demanding({
    [TYPES.rdsInstance]: [exempt(WEEK, { field: "replicateSourceDb", holds: isGiven })],
    [TYPES.rdsCluster]: [WEEK],
    [TYPES.cloudSql]: [
      mustEqual("settings.backupConfiguration.enabled", true),
      mustEqual("settings.backupConfiguration.pointInTimeRecoveryEnabled", true),
    ],
    [TYPES.azurePostgres]: [must("backup.backupRetentionDays", (days) => isAbsent(days) || atLeast(7)(days), "7 or more")],
  }),
};
