import { demanding, must, mustEqual, exempt } from "../../lib/cloud/settings.ts";
import { TYPES } from "../../lib/cloud/types.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { read, text, isUnknown } from "../../lib/plain.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import type { Plain } from "../../lib/verdict.ts";

export const databaseTls: ResourceRule = {
  name: "database-tls",
  title: "Databases refuse connections without TLS",
  description:
    "sslMode of Cloud SQL must be ENCRYPTED_ONLY or ask for client certificates; rds.force_ssl and require_secure_transport must not be switched off in parameter groups of RDS and settings of PostgreSQL on Azure, where they are on by default. That the client verifies the server's name is its own to do (sslmode=verify-full).",
  severity: "high",
  level: FROM_STAGING,
  controls: ["P-49", "PCI-DSS 4.2.1", "SOC2 CC6.7", "ISO27001 A.8.24"],
  remediation: "Set sslMode: ENCRYPTED_ONLY; leave rds.force_ssl at 1 and require_secure_transport on.",
  ...demanding({
    [TYPES.cloudSql]: [mustEqual("settings.ipConfiguration.sslMode", "ENCRYPTED_ONLY", "TRUSTED_CLIENT_CERTIFICATE_REQUIRED")],
    [TYPES.rdsParameters]: [must("parameters[]", leavesTls, "rds.force_ssl at 1")],
    [TYPES.azurePostgresSetting]: [
      exempt(
        must("value", (value) => text(value)?.toLowerCase() === "on", `"on"`),
        {
          field: "configurationName",
          holds: (name) => name !== "require_secure_transport",
        },
      ),
    ],
  }),
};

function leavesTls(parameter: Plain): boolean {
  const name = read(parameter, "name");
  return (name !== "rds.force_ssl" && !isUnknown(name)) || read(parameter, "value") === "1";
}
