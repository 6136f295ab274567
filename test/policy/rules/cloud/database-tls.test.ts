import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { databaseTls } from "../../../../policy/rules/cloud/database-tls.ts";
import { azurePostgresSetting, cloudSql, rdsParameters } from "../../fixtures/cloud.ts";
import { cloudCases } from "./cloudCases.ts";

cloudCases(databaseTls, cloudSql, [
  [
    "plain text too",
    { "settings.ipConfiguration.sslMode": "ALLOW_UNENCRYPTED_AND_ENCRYPTED" },
    'main sets settings.ipConfiguration.sslMode to "ALLOW_UNENCRYPTED_AND_ENCRYPTED"; allowed: "ENCRYPTED_ONLY" or "TRUSTED_CLIENT_CERTIFICATE_REQUIRED"',
  ],
  [
    "not set",
    { "settings.ipConfiguration.sslMode": undefined },
    'main does not set settings.ipConfiguration.sslMode; allowed: "ENCRYPTED_ONLY" or "TRUSTED_CLIENT_CERTIFICATE_REQUIRED"',
  ],
  [
    "unknown",
    { "settings.ipConfiguration.sslMode": UNKNOWN },
    'unknown: main: settings.ipConfiguration.sslMode is not known before deployment; allowed: "ENCRYPTED_ONLY" or "TRUSTED_CLIENT_CERTIFICATE_REQUIRED"',
  ],
]);

cloudCases(databaseTls, rdsParameters, [
  ["nothing said", { parameters: undefined }],
  [
    "switched off",
    { "parameters[1].value": "0" },
    'main sets parameters[1] to {"name":"rds.force_ssl","value":"0"}; allowed: rds.force_ssl at 1',
  ],
  [
    "an unknown value",
    { "parameters[1].value": UNKNOWN },
    "unknown: main: parameters[1].value is not known before deployment; allowed: rds.force_ssl at 1",
  ],
  [
    "an unknown name",
    { "parameters[0].name": UNKNOWN },
    "unknown: main: parameters[0].name is not known before deployment; allowed: rds.force_ssl at 1",
  ],
]);

cloudCases(databaseTls, azurePostgresSetting, [
  ["another setting", { configurationName: "log_connections", value: "off" }],
  ["switched off", { value: "off" }, 'main sets value to "off"; allowed: "on"'],
]);
