import { demanding, mustEqual, exempt, isGiven } from "../../lib/cloud/settings.ts";
import { TYPES } from "../../lib/cloud/types.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import type { ResourceRule } from "../../lib/rule.ts";

export const databaseEncrypted: ResourceRule = {
  name: "database-encrypted",
  title: "Databases are encrypted at rest",
  description:
    "storageEncrypted of RDS instances and clusters must be true, except where an instance belongs to a cluster, which decides. Cloud SQL and PostgreSQL of Azure always encrypt. It protects disks and snapshots, not queries.",
  severity: "high",
  level: FROM_STAGING,
  controls: ["PCI-DSS 3.5.1", "SOC2 CC6.1", "ISO27001 A.8.24"],
  remediation:
    "Set storageEncrypted: true and a key of your own; an existing database is restored from an encrypted copy of a snapshot.",
  ...demanding({
    [TYPES.rdsInstance]: [exempt(mustEqual("storageEncrypted", true), { field: "replicateSourceDb", holds: isGiven })],
    [TYPES.rdsCluster]: [mustEqual("storageEncrypted", true)],
  }),
};
