import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { databasePrivate } from "../../../../policy/rules/cloud/database-private.ts";
import { azurePostgres, cloudSql, rdsInstance } from "../../fixtures/cloud.ts";
import { cloudCases } from "./cloudCases.ts";

cloudCases(databasePrivate, rdsInstance, [
  ["public", { publiclyAccessible: true }, "main sets publiclyAccessible to true; allowed: not true"],
  [
    "unknown",
    { publiclyAccessible: UNKNOWN },
    "unknown: main: publiclyAccessible is not known before deployment; allowed: not true",
  ],
]);

cloudCases(databasePrivate, cloudSql, [
  [
    "an address",
    { "settings.ipConfiguration.ipv4Enabled": true },
    "main sets settings.ipConfiguration.ipv4Enabled to true; allowed: false",
  ],
  [
    "nothing said",
    { "settings.ipConfiguration.ipv4Enabled": undefined },
    "main does not set settings.ipConfiguration.ipv4Enabled; allowed: false",
  ],
  [
    "the internet",
    { "settings.ipConfiguration.authorizedNetworks": [{ name: "all", value: "0.0.0.0/0" }] },
    'main sets settings.ipConfiguration.authorizedNetworks to [{"name":"all","value":"0.0.0.0/0"}]; allowed: networks that are not the internet',
  ],
]);

cloudCases(databasePrivate, azurePostgres, [
  ["in a subnet", { network: { delegatedSubnetResourceId: "/subscriptions/s/subnets/db" } }],
  ["public", { network: undefined }, 'main does not set network.publicNetworkAccess; allowed: "Disabled"'],
]);
