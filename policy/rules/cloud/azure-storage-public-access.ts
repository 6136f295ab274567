import { demanding, must, mustEqual } from "../../lib/cloud/settings.ts";
import { TYPES } from "../../lib/cloud/types.ts";
import { ALWAYS } from "../../lib/levels.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { absentOr } from "../../lib/subject.ts";

export const azureStoragePublicAccess: ResourceRule = {
  name: "azure-storage-public-access",
  title: "Blobs are not readable without a name",
  description:
    "allowBlobPublicAccess of a storage account must be false and publicAccess of its containers None: otherwise a container can be opened to everybody. The account's switch holds for all containers; the container's says what was meant.",
  severity: "critical",
  level: ALWAYS,
  controls: ["P-95", "PCI-DSS 7.2.2", "SOC2 CC6.1", "ISO27001 A.8.3"],
  remediation: "Set allowBlobPublicAccess: false on the account and publicAccess: None on containers.",
  ...demanding({
    [TYPES.azureStorage]: [mustEqual("allowBlobPublicAccess", false)],
    [TYPES.azureContainer]: [must("publicAccess", absentOr("None"), `"None"`)],
  }),
};
