import type { ServerArgs } from "@pulumi/azure-native/dbforpostgresql/server.js";
import type { InstanceArgs } from "@pulumi/aws/rds/instance.js";
import type { DatabaseInstanceArgs } from "@pulumi/gcp/sql/databaseInstance.js";
import { DATABASE_PORT, type DatabasePlan } from "./plan.ts";

/** Major version of PostgreSQL. */
export const VERSION = "17";

/** Parameters of RDS: a client without TLS is refused. */
export const RDS_PARAMETERS = [{ name: "rds.force_ssl", value: "1" }];

/** The server in RDS but for what refers to other resources, and its password. Pure. */
export function rdsArgs({ config, name, protect }: DatabasePlan): Omit<InstanceArgs, "tags"> {
  return {
    identifier: name,
    engine: "postgres",
    engineVersion: VERSION,
    instanceClass: config.instance ?? "db.t4g.medium",
    allocatedStorage: config.storageGb,
    maxAllocatedStorage: config.storageGb * 4,
    storageType: "gp3",
    storageEncrypted: true,
    dbName: config.database,
    username: config.user,
    port: DATABASE_PORT,
    multiAz: config.highAvailability,
    publiclyAccessible: false,
    backupRetentionPeriod: config.backupDays,
    copyTagsToSnapshot: true,
    deleteAutomatedBackups: !protect,
    deletionProtection: protect,
    skipFinalSnapshot: !protect,
    ...(protect ? { finalSnapshotIdentifier: `${name}-final` } : {}),
    enabledCloudwatchLogsExports: ["postgresql"],
    autoMinorVersionUpgrade: true,
    caCertIdentifier: "rds-ca-rsa2048-g1",
  };
}

/** The server in Cloud SQL. Its certificate is of the region's shared CA, so that its name can be verified. Pure. */
export function cloudSqlArgs(
  { config, cloud, name, protect }: DatabasePlan,
  network: string,
  userLabels: Record<string, string>,
): DatabaseInstanceArgs {
  return {
    name,
    region: cloud.region,
    databaseVersion: `POSTGRES_${VERSION}`,
    deletionProtection: protect,
    settings: {
      edition: "ENTERPRISE",
      tier: config.instance ?? "db-custom-2-8192",
      availabilityType: config.highAvailability ? "REGIONAL" : "ZONAL",
      diskType: "PD_SSD",
      diskSize: config.storageGb,
      diskAutoresize: true,
      deletionProtectionEnabled: protect,
      userLabels,
      ipConfiguration: {
        ipv4Enabled: false,
        privateNetwork: network,
        sslMode: "ENCRYPTED_ONLY",
        serverCaMode: "GOOGLE_MANAGED_CAS_CA",
      },
      backupConfiguration: {
        enabled: true,
        pointInTimeRecoveryEnabled: true,
        transactionLogRetentionDays: Math.min(config.backupDays, 7),
        backupRetentionSettings: { retainedBackups: config.backupDays, retentionUnit: "COUNT" },
      },
    },
  };
}

/** Least size of a disk on Azure. Unit: GB. */
const AZURE_LEAST_GB = 32;

/** Sizes that Azure's disks come in, smallest first. Unit: GB. */
const AZURE_DISKS = [32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16_384];

/** The server in Azure but for what refers to other resources, and its password. Pure. */
export function azureServerArgs({
  config,
  cloud,
  name,
}: DatabasePlan): Omit<ServerArgs, "resourceGroupName" | "tags" | "network"> {
  return {
    serverName: name,
    location: cloud.region,
    version: VERSION,
    createMode: "Default",
    administratorLogin: config.user,
    authConfig: { passwordAuth: "Enabled", activeDirectoryAuth: "Disabled" },
    sku: { name: config.instance ?? "Standard_D2ds_v5", tier: "GeneralPurpose" },
    storage: { storageSizeGB: AZURE_DISKS.find((size) => size >= config.storageGb) ?? AZURE_LEAST_GB, autoGrow: "Enabled" },
    backup: { backupRetentionDays: config.backupDays, geoRedundantBackup: "Enabled" },
    highAvailability: { mode: config.highAvailability ? "ZoneRedundant" : "Disabled" },
  };
}

/** Settings of Azure's server: no client without TLS, none with an old one. */
export const AZURE_SETTINGS = { require_secure_transport: "on", ssl_min_protocol_version: "TLSv1.2" } as const;
