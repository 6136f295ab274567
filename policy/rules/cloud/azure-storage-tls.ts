import { demanding, mustEqual, mustNotBe } from "../../lib/cloud/settings.ts";
import { TYPES } from "../../lib/cloud/types.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import type { ResourceRule } from "../../lib/rule.ts";

export const azureStorageTls: ResourceRule = {
  name: "azure-storage-tls",
  title: "Storage accounts refuse old TLS and plain HTTP",
  description:
    "minimumTlsVersion must be TLS1_2 or TLS1_3 and HTTPS alone allowed (the default). NFS shares are not encrypted by TLS and are not judged here.",
  severity: "high",
  level: FROM_STAGING,
  controls: ["P-95", "PCI-DSS 4.2.1", "SOC2 CC6.7", "ISO27001 A.8.24"],
  remediation: "Set minimumTlsVersion: TLS1_2 and leave enableHttpsTrafficOnly on.",
  ...demanding({
    [TYPES.azureStorage]: [mustEqual("minimumTlsVersion", "TLS1_2", "TLS1_3"), mustNotBe("enableHttpsTrafficOnly", false)],
  }),
};
