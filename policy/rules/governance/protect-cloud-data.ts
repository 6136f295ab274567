import { TYPES, cloudType } from "../../lib/cloud/types.ts";
import { fail, describeResource } from "../../lib/finding.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import type { ResourceRule } from "../../lib/rule.ts";

const DATA: readonly string[] = [
  TYPES.bucket,
  TYPES.gcpBucket,
  TYPES.azureStorage,
  TYPES.rdsInstance,
  TYPES.rdsCluster,
  TYPES.cloudSql,
  TYPES.azurePostgres,
  TYPES.kmsKey,
  TYPES.gcpKey,
  TYPES.azureVault,
];

export const protectCloudData: ResourceRule = {
  name: "protect-cloud-data",
  title: "Cloud resources that hold data are protected from deletion",
  description:
    "Buckets, storage accounts, databases, keys and vaults of a Pulumi program must have the option protect: deleting one deletes what is in it, and a deleted key everything written with it. Laptops and dev stacks are made to be thrown away. retainOnDelete alone keeps the resource, but its replacement is not refused.",
  severity: "medium",
  level: { ...FROM_STAGING, local: "disabled", dev: "disabled" },
  controls: ["P-78", "SOC2 A1.2", "SOC2 CC8.1", "ISO27001 A.8.13", "ISO27001 A.8.32"],
  remediation: "Register the resource with { protect: true }.",
  scope: "resource",
  appliesTo: ({ type }) => DATA.includes(cloudType(type)),
  check: (resource) =>
    resource.options.protect
      ? []
      : [fail(`${describeResource(resource)} is registered without protect; allowed: the option protect: true`)],
};
