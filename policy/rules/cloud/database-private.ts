import { isNarrow } from "../../lib/cloud/internet.ts";
import { demanding, must, mustEqual, mustNotBe, exempt, isGiven } from "../../lib/cloud/settings.ts";
import { TYPES } from "../../lib/cloud/types.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { isAbsent } from "../../lib/plain.ts";
import type { ResourceRule } from "../../lib/rule.ts";

export const databasePrivate: ResourceRule = {
  name: "database-private",
  title: "Databases have no public address",
  description:
    "RDS must not be publiclyAccessible, Cloud SQL must not have IPv4 enabled, PostgreSQL of Azure must have publicNetworkAccess Disabled or a subnet of its own; networks authorised for Cloud SQL must not be the internet. The security group in front of it is judged by firewall-open.",
  severity: "critical",
  level: FROM_STAGING,
  controls: ["PCI-DSS 1.4.4", "SOC2 CC6.6", "ISO27001 A.8.20", "NSA-CISA network separation"],
  remediation: "Place the database in private subnets.",
  ...demanding({
    [TYPES.rdsInstance]: [mustNotBe("publiclyAccessible", true)],
    [TYPES.rdsClusterInstance]: [mustNotBe("publiclyAccessible", true)],
    [TYPES.cloudSql]: [
      mustEqual("settings.ipConfiguration.ipv4Enabled", false),
      must(
        "settings.ipConfiguration.authorizedNetworks",
        (list) => isAbsent(list) || isNarrow("value")(list),
        "networks that are not the internet",
      ),
    ],
    [TYPES.azurePostgres]: [
      exempt(mustEqual("network.publicNetworkAccess", "Disabled"), {
        field: "network.delegatedSubnetResourceId",
        holds: isGiven,
      }),
    ],
  }),
};
