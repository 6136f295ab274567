import { demanding, mustEqual, mustNotBe } from "../../lib/cloud/settings.ts";
import { TYPES } from "../../lib/cloud/types.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import type { ResourceRule } from "../../lib/rule.ts";

export const azureStorageSharedKey: ResourceRule = {
  name: "azure-storage-shared-key",
  title: "Storage accounts know callers by name",
  description:
    "allowSharedKeyAccess must be false, and local users and SFTP off: a shared key is every right on the account, names nobody and is copied into configuration. Signed URLs made with a user's own key keep working.",
  severity: "high",
  level: FROM_STAGING,
  controls: ["P-81", "P-95", "PCI-DSS 8.6.2", "SOC2 CC6.1", "ISO27001 A.5.17"],
  remediation: "Set allowSharedKeyAccess: false and use Entra ID.",
  ...demanding({
    [TYPES.azureStorage]: [
      mustEqual("allowSharedKeyAccess", false),
      mustNotBe("isLocalUserEnabled", true),
      mustNotBe("isSftpEnabled", true),
    ],
  }),
};
